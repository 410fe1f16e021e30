/** 租售业务客户服务 */
export const zh = {
  deal: {
    what: '成交', new: '登记成交', search: '单号、合同号、电话、姓名、地址', none: '没有成交', noneText: '地铺签了合同，从这里登记。',
    view: { all: '全部在办', mine: '我的', overdue: '超时', risk: '临近', unassigned: '未指定专员', archived: '已归档' },
    business: { sale: '买卖', lease: '租赁' }, payment: { full_payment: '全款', mortgage: '按揭' },
    status: { signed: '已签约', submitted: 'F1 已送', assigned: '已指定专员', taken: '已接单', formalities_done: '手续办结', archived: '已归档', cancelled: '已取消' },
    track: { signed: '签约', submitted: '送 F1', assigned: '指定专员', taken: '资料移交', formalities_done: '手续办结', archived: '归档' },
    price: '成交价', commission: '佣金', commissionOf: '{{side}} {{amount}}', agent: '经办人', specialist: '专员', nobody: '未指定', waitsAccept: '等本人接手', shop: '地铺', department: '客户服务部', contract: '合同编号', city: '城市', property: '房屋', address: '地址',
    certificate: '产权证号', noCertificate: '未出证', area: '面积', square: '{{n}} 平方米', use: '用途', utilities: '过户项目', parties: '当事人', party: '当事人', acts: '代办', idNumber: '证件号', phone: '电话', email: '邮箱', signedAt: '签约时间', template: '手续模板', templateDefault: '通用', templateEdition: '{{city}}第 {{n}} 版', nextDue: '下一个期限', noDue: '没有期限',
    column: { price: '成交价', specialist: '专员', agent: '经办人', shop: '地铺', signed: '签约', business: '业务' },
    filter: { business: '业务', payment: '付款', specialist: '专员', me: '我的', none: '未指定' },
    action: { 'send-f1': '送 F1', assign: '指定专员', reassign: '换专员', accept: '接手', decline: '不接', cancel: '取消成交', correct: '改基本内容' },
    done: { 'send-f1': 'F1 已送客户服务部', assign: '已指定专员', reassign: '已换专员', accept: '已接手', decline: '已退回', cancel: '成交已取消', opened: '已登记 {{number}}', corrected: '已改' },
    ask: { 'send-f1': '送出后，客户服务部 1 个工作日内指定专员。', accept: '接手后由您全程办理。', decline: '为什么不接', cancel: '为什么取消', reassign: '为什么换人', note: '给专员的话' },
    load: { pick: '选专员', open: '在办 {{count}}', overdue: '超时 {{count}}', today: '今天到期 {{count}}', none: '客户服务部没有专员' },
    reveal: '看完整信息', revealReason: '为什么要看', revealed: '已记录这次查看。', noReveal: '要“查看个人信息”权限',
    gone: '已取消：{{reason}}', toSend: '待送 F1', noneToSend: '没有待送的 F1', noneUnassigned: '都指定了专员', documents: '资料', steps: '手续', later: '专员接单后开始',
  },
  dealForm: {
    title: '登记成交', correct: '改基本内容', business: '业务', payment: '付款方式', name: '房屋', namePlaceholder: '滨江一号 2 栋 1501', city: '城市', address: '地址', certificate: '产权证号', certificateHint: '还没出证就空着', area: '面积（平方米）', use: '用途', contractNumber: '合同编号', signedOn: '签约日期', signedTime: '几点',
    price: '成交价（元）', commissionSeller: '{{side}}佣金（元）', commissionBuyer: '{{side}}佣金（元）', shop: '地铺', department: '客户服务部', utilities: '过户项目', utility: { gas: '燃气', cable: '有线电视', water: '水', power: '电' },
    seller: '卖方', buyer: '买方', lessor: '出租方', lessee: '承租方', add: '加一位{{side}}', remove: '去掉', partyName: '姓名或单位', idKindOf: '证件种类', idKind: { id_card: '身份证', passport: '护照', business_licence: '营业执照', other: '其他' }, idNumber: '证件号', phone: '电话', email: '邮箱', acting: '由别人代办', actingName: '代办人', actingHint: '代办要公证委托书',
    save: '登记', saveCorrect: '保存', starts: '保存后开始计时', f1: '签约当天 24:00 前送 F1 到客户服务部', keep: '每一处改动都记下谁、什么时候改的。',
  },
}
