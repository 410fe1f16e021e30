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
    filter: { business: '业务', payment: '付款', specialist: '专员', stage: '办到', me: '我的', none: '未指定' },
    action: { 'send-f1': '送 F1', assign: '指定专员', reassign: '换专员', accept: '接手', decline: '不接', cancel: '取消成交', correct: '改基本内容' },
    done: { 'send-f1': 'F1 已送客户服务部', assign: '已指定专员', reassign: '已换专员', accept: '已接手', decline: '已退回', cancel: '成交已取消', opened: '已登记 {{number}}', corrected: '已改' },
    ask: { 'send-f1': '送出后，客户服务部 1 个工作日内指定专员。', accept: '接手后由您全程办理。', decline: '为什么不接', cancel: '为什么取消', reassign: '为什么换人', note: '给专员的话' },
    load: { title: '专员负荷', pick: '选专员', open: '在办 {{count}}', overdue: '超时 {{count}}', today: '今天到期 {{count}}', none: '客户服务部没有专员' },
    reveal: '看完整信息', revealReason: '为什么要看', revealed: '已记录这次查看。', noReveal: '要“查看个人信息”权限',
    gone: '已取消：{{reason}}', toSend: '待送 F1', noneToSend: '没有待送的 F1', noneUnassigned: '都指定了专员', documents: '资料', steps: '手续', later: '专员接单后开始', parts: '这单的各部分', part: { work: '办理', documents: '资料', forms: '表格', money: '房款', handover: '交房', utilities: '过户', clients: '客户', archive: '归档', record: '记录' }, duties: '全部期限',
    board: '各环节的成交', count: '{{count}} 单', waitsFor: '等{{who}}', dayOf: '{{name}}的一天', assignTo: '把 {{count}} 单指定给{{name}}', assignAsks: '先勾选成交，再选专员', assigned: '指定结果',
    day: { own: '我自己的', toTakeOn: '待接手', noneToTakeOn: '没有待接手的', today: '今天到期', noneToday: '今天没有到期的', soon: '7 天内到期', noneSoon: '7 天内没有到期的', waiting: '在等谁', noneWaiting: '没有在等的' },
  },
  todo: {
    mine: '现在该您做', bring: '带齐资料', call: '电话告知{{name}}', tell: '告知进度：{{step}}', visit: '约客户：{{step}}', slip: '写付款单：{{label}}', fillForms: '录全 F1、F2', answer: '答复{{name}}',
    waits: { signed: '等地铺送 F1。', submitted: '等主管指定专员。', assigned: '等经办人{{agent}}和专员{{specialist}}移交资料。', step: '现在没有您要做的。办到{{step}}，等{{who}}。', done: '现在没有您要做的。手续都办完了。', archived: '已归档，没有要做的。', cancelled: '已取消，没有要做的。' },
  },
  transfer: {
    of: '{{name}}（{{whose}}）', count: '应有 {{needed}} 份，齐 {{complete}} 份', missing: '还缺 {{count}} 份', none: '指定专员后列出要带的资料', name: '资料名称', whose: '谁的', why: '原因', place: '原件放在哪里', scans: '扫描件',
    bring: '交来', brought: '已记交来', acceptItem: '收下', itemAccepted: '已收下', sendBack: '退回', notNeeded: '不适用', remove: '去掉', add: '加一份',
    state: { missing: '没交来', brought: '交来待收', accepted: '齐', refused: '已退回', owed: '欠', not_applicable: '不适用' }, owedUntil: '{{day}} 前补齐，{{reason}}',
    refuse: '退回本轮移交', refuseSays: '没交来的一并写明；退回后另起一轮，期限从现在重新算。', refused: '已退回，另起一轮', wanting: '缺的或不合格的', accept: '接收资料，接单', acceptSays: '收下全部资料，这单由您接办；双方告知、F1 和 F2、合同副本从现在计时。', acceptOwing: '写明每份欠交资料的原因和补齐日期，这单由您接办。', accepted: '已接收，接单', owedWhy: '{{document}}为什么欠', owedDay: '{{document}}哪天补齐',
    rounds: '移交轮次', roundsOf: '{{count}} 轮，{{days}} 天', round: '第 {{n}} 轮', roundState: { open: '进行中', accepted: '接收', refused: '退回', cancelled: '取消' }, lacked: '缺：{{missing}}',
  },
  informing: {
    title: '告知双方', call: '登记通话', called: '通话已登记', text: '发短信告知双方', texted: '短信已发出', textSays: '告诉双方专员是谁、怎么联系；已发到的不再发。', phone: '您的联系电话', at: '时间', nowIfEmpty: '空着就是现在', outcomeOf: '结果', outcome: { reached: '接通，已告知', no_answer: '没人接' }, textTo: '短信 {{name}}', notYet: '还没告知；打不通的要打 {{count}} 次并发短信',
    result: { sent: '已发出', accepted: '已送达', bounced: '没送到', retried: '换渠道重发', vacant: '没有人', withheld: '没有发' },
  },
  contractCopy: {
    title: '合同副本', handOver: '送审合同副本', handOverSays: '交部门负责人审核：{{heads}}', handedOver: '副本已送审', check: '审核合同副本', checked: '审核已登记', result: '审核结果', results: { checked: '审核通过', objected: '有异议' }, objection: '异议内容', stateOf: '现在', heads: '由谁审核', noHead: '没有负责人', handing: '第 {{n}} 次',
    state: { not_due: '接单后送审', owed: '待送审', handed_over: '审核中', checked: '审核通过', objected: '有异议，要重送' },
  },
  step: {
    none: '还没有手续', now: '办到：{{name}}', name: '手续名称', waitsFor: '等谁', waits: { specialist: '专员', client: '客户', bank: '银行', registry: '登记中心', tax_office: '税务', utility: '水电气公司', shop: '地铺' }, clientComes: '客户到场', comes: '客户要到场', accompanied: '已陪同', required: '必办', optional: '选办', since: '开始', expectedOn: '预计日期', expected: '预计 {{day}}', guide: '操作指引', guideOf: '{{title}} {{version}} 版', guideNewer: '另有 {{version}} 版，{{effectiveFrom}} 起', behind: '排在后面的是', whyBack: '退回原因', afterwards: '办完后', afterwardsText: '及时录入，并把进度告知双方',
    start: '开始{{name}}', started: '{{name}}开始办理', finish: '办完{{name}}', finished: '{{name}}已办完', finishedAt: '什么时候办完', result: '结果', outOfOrder: '为什么提前办', outOfOrderHint: '按操作指引先办：{{steps}}', toldAlready: '已经当面或电话告诉了', toldHow: '怎么告诉的', toldWhom: '告诉了谁', channel: { visit: '当面', phone: '电话' }, phoneHint: '其余各方收到短信，按这个号码找您', reject: '被退回', reopen: '重新办理', drop: '不适用', expect: '改预计日期', add: '加手续', added: '手续已加', before: '排在哪项前面', beforeHint: '空着排在最后',
    tell: '登记告知', told: '告知已登记', textAgain: '再发短信', state: { pending: '未开始', in_progress: '办理中', done: '办完', rejected: '被退回', not_applicable: '不适用' }, doneOf: '应办 {{needed}} 项，办完 {{done}} 项', outOfOrderCount: '，{{count}} 项没按顺序', edition: '第 {{n}} 版，现行第 {{newer}} 版', editionHint: '这单沿用开始时的版本', early: '提前办：{{reason}}', addedBy: '{{by}}加：{{reason}}', toldAt: '{{at}} 双方已知', untold: '还没告知{{names}}', textUnderWay: '（短信在途）',
  },
  visit: {
    make: '约时间', makeSays: '短信通知各方时间、地点和要带的东西。', made: '已约好', change: '改约', changeSays: '短信重新通知各方，并重新确认。', answer: '登记答复', attend: '登记到场', attended: '到场已登记', cancel: '取消预约', when: '什么时候', place: '地点', who: '请谁来', whose: '谁的答复', said: '答复', bring: '要带', came: '谁到了', nobodyHint: '都没来就空着', nobody: '没有人来', specialistThere: '专员在场', withSpecialist: '专员陪同', withoutSpecialist: '专员不在场', from: '到场', until: '离开', confirmed: '答复', before: '改约前',
    status: { planned: '约定', held: '已到场', cancelled: '已取消' }, answers: { none: '还没答复', confirmed: '会来', another_time: '要换时间' },
  },
  receipt: {
    title: '收款', none: '还没有收款', receive: '登记收款', receiveSays: '登记后要按期报部门财务，抄送经理、主管和专员。', received: '收款已登记', kindOf: '款项', kind: { deposit: '定金', balance: '房款', tax: '代收税费', commission: '佣金', other: '其他款项' }, payer: '谁付的', somebodyElse: '其他人或单位', payerName: '付款人', side: '替哪一方', amount: '金额（元）', at: '什么时候收到', methodOf: '方式', method: { transfer: '转账', card: '刷卡', cash: '现金', cheque: '支票' }, reference: '银行流水号', slips: '凭证照片',
    report: '报部门财务', reported: '已报部门财务', reportSays: '报部门财务，抄送经理、主管和专员：{{receipts}}', count: '{{count}} 笔没报', reverse: '冲销', reverseSays: '会记一笔反向收款，也要报财务；不能恢复。', reversed: '已冲销', state: { owed: '还没报财务', sent: '已报，等送达', incomplete: '没全送到，要重报', complete: '已报，都收到了' }, recipient: { finance: '财务', manager: '经理', supervisor: '主管', specialist: '专员', shop: '地铺' },
  },
  book: { title: '代管房款', held: '现存', none: '还没有进出', day: '日期', what: '摘要', amount: '收付', balance: '余额', available: '还能安排付款', reversed: '（冲回）', kind: { receipt: '收款', pay_out: '付出', reservation: '付款单占用' } },
  payout: {
    title: '付款条件', none: '合同约定的付款还没登记', planned: '约定共 {{amount}}', add: '加付款条件', added: '付款条件已加', label: '叫什么', labelHint: '例如：首付款付卖方', purposeOf: '用途', purpose: { price: '房款', tax: '税费', commission: '佣金', refund: '退款', other: '其他' }, from: '从哪里付', payee: '付给', payeeName: '收款单位', trigger: '什么时候付', triggers: { step: '手续办完', date: '到某一天', text: '合同写明' }, step: '哪项手续', date: '哪一天', text: '合同怎么写', onStep: '等{{step}}办完', condition: '条件', state: { waiting: '还没成立', met: '已成立', dropped: '已取消' }, meet: '条件成立', meetSays: '成立当天要把付款单送财务。', met: '已登记成立', metAt: '什么时候成立', drop: '取消这项',
  },
  slip: {
    title: '付款单 F3', maker: '制单', auditedBy: '审核', lastAt: '最近', now: '现在', waitsFor: '等{{names}}审核', noneHere: '这里没有付款单', view: { open: '在办', toAudit: '待审核', toPay: '待付款', mine: '我写的', paid: '已付', over: '退回和作废' }, none: '还没有付款单', noneText: '付款条件成立后，从条件那一行写付款单。', write: '写付款单', writeFree: '写退款或佣金付款单', written: '付款单已写，还没送出', edit: '改付款单', submit: '送财务', submitSays: '送部门财务，抄送经理、主管和地铺；钱从现在占用，主管审核后才付。', submitted: '付款单已送财务', withdraw: '作废付款单', withdrawSays: '占用的钱退回原处，不能恢复。', return: '退回付款单', returnSays: '银行付不出去的退给制单人，钱退回原处。', audit: '审核付款单', audited: '审核已登记', decision: '审核结果', decisions: { approve: '同意付款', return: '退回' }, pay: '登记付出', paySays: '银行已经付出后登记。', paid: '已登记付出', paidAt: '银行付出时间', reasonOf: '退回原因', copiesMissed: '没收到抄送的', way: '制单、审核、付款', made: '制单 {{at}}', sentAt: '送出 {{at}}', auditor: '主管', audits: '审核，不能是本人', auditedAt: '审核 {{at}}', payer: '财务', pays: '付款', paidOn: '付出 {{at}} {{reference}}',
    status: { draft: '草稿', submitted: '待审核', audited: '待付款', paid: '已付', returned: '已退回', withdrawn: '已作废' },
  },
  handover: {
    title: '房屋移交', none: '房屋还没移交', record: '登记移交', recorded: '移交已登记', at: '移交时间', present: '在场的人', name: '姓名', asWhat: '身份', as: { seller: '卖方', buyer: '买方', shop: '地铺', specialist: '专员', other: '其他' }, items: '移交物品', item: '物品', count: '数量', readings: '表读数', meterOf: '哪种表', meterNumber: '表号', reading: '读数', meter: { gas: '燃气表', water: '水表', hot_water: '热水表', power: '电表', heating: '热量表' }, utility: '项目', accountNumber: '户号',
    settlement: '费用结算', settle: '录结算清单', settleSays: '录入整张清单；改动后双方要重新确认。', settled: '清单已录入', fee: '费用', noFees: '没有要结的就空着，双方同样确认。', feeOf: '种类', fees: { water: '水费', power: '电费', gas: '燃气费', cable: '有线电视费', heating: '采暖费', property_management: '物业费', rent: '租金', deposit: '押金', other: '其他' }, label: '名称', pays: '谁付', gets: '付给谁', payee: '收款单位', since: '从 YYYY-MM-DD', until: '到 YYYY-MM-DD', notSettled: '费用还没结算', nothingOwed: '没有要结的费用', net: '{{side}}合计', toPay: '应付 {{amount}}', toGet: '应收 {{amount}}', confirm: '登记确认', confirmed: '确认已登记', whichSide: '哪一方', byWhom: '谁确认的', byHint: '空着就是本人或代办人', signed: '签字的清单', confirmations: '双方确认', unconfirmed: '还没确认',
    f4: 'F4 交专员', f4Starts: '交房结费后开始', status: { open: '还没送', sent: '已送专员', received: '专员已收', returned: '已退回' }, lacks: '还差', sentAt: '送出', receivedAt: '收到', send: '送 F4', sendSays: '送给专员{{specialist}}；送出后不能再改，除非退回。', sent: 'F4 已送专员', receive: '收下 F4', receiveEnds: '收下后“交房结算”随之办完，要告知双方；F4 上要过户的项目开始计时。', receiveSays: '收下后水电气过户开始计时。', received: 'F4 已收下', return: '退回 F4',
  },
  form: {
    title: '规定表格', show: '查看', format: { pdf: 'PDF', xlsx: 'Excel' }, formatOf: '格式', kept: '已下载', keptWithout: '已下载；字库没有“{{missing}}”，打印出来是空框，请手写补上', full: '含完整信息', fullSays: '证件号和电话不遮盖；谁为什么下载会留在记录里。', notYet: { f1: '还没有', f2: '还没有', f3: '还没有付款单', f4: '房屋还没移交' }, lacks: '还缺 {{count}} 项', lastChange: '{{at}} {{by}} {{title}}',
    completedAt: { f1: '{{at}} {{by}}已录全', f2: '{{at}} {{by}}已录全', f3: '{{at}} {{by}}已送财务', f4: '{{at}} {{by}}已收' }, complete: 'F1、F2 录全', completeSays: '合同里已知和预计的手续、应收款项都已录入；以后的改动会留在记录里。', completed: 'F1、F2 已录全', expectAll: '填预计日期', expected: '预计日期已填',
    numbers: '表格编号', number: '新编号', numberHint: '完整编号，中间没有空格', setNumber: '改编号', numberSet: '编号已改', since: '什么时候生效', official: '规程编号', edition: '第 {{n}} 版 {{by}}', inForce: '现行', notInForce: '没在用',
  },
  receivable: {
    title: '应收款项', of: '{{side}}应付', none: '合同里要收的款还没录', sums: '应收 {{expected}}，已收 {{received}}，未收 {{outstanding}}', add: '加应收', added: '应收已加', change: '改应收', changed: '应收已改', drop: '取消应收', dropped: '应收已取消', side: '谁付', lease: { deposit: '押金', balance: '租金' },
    expectedOn: '哪天收', basis: '合同依据', basisHint: '例如：第四条第二款', direct: '为什么不经地铺收', directHint: '双方直接付的才填', part: '已收 {{received}}，还差 {{outstanding}}', beyond: '{{what}}多收 {{amount}}，应收里没有', state: { expected: '未到期', overdue: '到期没收', partly: '收了一部分', received: '已收齐', direct: '不经地铺', dropped: '已取消' },
  },
  f1: {
    title: '从 Excel 登记', text: '有错的格子逐个列出，改好重传；没有错误才登记。', fillIn: '先下载 F1 填好', blank: '下载空白 F1', filled: '下载照“{{title}}”填好的 F1', like: '照此登记', pick: '选填好的 F1，或拖到这里', reading: '正在读', shopFirst: '先选地铺', what: 'F1 文件', read: '{{file}}，表格编号 {{number}}', faults: '{{count}} 处要改', cell: '格子', fault: '要改什么', fine: '没有错误', missing: '可以先登记，送 F1 前要补', open: '登记这单',
  },
  utility: {
    title: '水电气过户', owed: '过户期限', none: '没有要过户的', noneHere: '这里没有过户申请', noneText: '专员在成交的“过户”里申请，申请了的列在这里。', notListed: 'F4 没列', notApplied: '还没申请', afterF4: '收到 F4 后开始', f4At: '收到 F4', doneOf: '已过户',
    lodge: '登记人工申请', lodged: '申请已登记', place: '在哪里办', placeHint: '营业厅、热线或网页', lodgedAt: '什么时候申请的', acknowledgement: '受理号', laterHint: '还没有就以后再登记', request: '平台申请', requested: '已向燃气公司申请', partner: '向哪家申请', requestedDate: '希望哪天办', phoneHint: '燃气公司办结后，短信按这个号码告知双方',
    requestSays: '申请直接到{{partner}}，进度自动返回。一并送去：{{fields}}。协议不让送：{{withheld}}。', nothing: '没有', oldHolderPartyId: '原户主', newHolderPartyId: '新户主', acknowledge: '登记受理号', acknowledged: '受理号已登记', result: '登记结果', resulted: '结果已登记', resultAt: '什么时候办的', why: '为什么没办成', reading: '表底数', proof: '过户后的凭证',
    withdraw: '撤回申请', withdrawn: '申请已撤回', withdrawSays: '平台不通知对方撤回，请另打电话告诉燃气公司。', againSays: '撤回后要重新申请，期限重新算。', withheld: '没送：{{fields}}', channelOf: '方式', channel: { by_hand: '人工', platform: '平台' }, number: '受理号 {{number}}', debt: '欠费 {{amount}}', appointment: '约 {{at}} 上门抄表', readingIs: '表底数 {{reading}}',
    field: { accountNumber: '户号', oldHolderPhone: '原户主电话', oldHolderIdNumber: '原户主证件号', newHolderIdNumber: '新户主证件号', contractNumber: '合同编号', requestedDate: '希望日期' }, status: { lodged: '已申请', acknowledged: '已有受理号', accepted: '已受理', appointment: '已约抄表', read: '已抄表', done: '已过户', refused: '没办成', withdrawn: '已撤回', stopped: '已中止' },
    view: { running: '在办', mine: '我的', platform: '平台申请', done: '已过户', refused: '没办成', withdrawn: '撤回' },
  },
  client: {
    links: '客户网页', noLink: '还没发链接', send: '发链接', sendAgain: '重发链接', sendSays: '短信发给本人或代办人，免登录看进度、预约和自己的款；链接只有收信人知道。', sendAgainSays: '发新链接，原来的马上失效。', sent: '链接已发出', phoneHint: '客户按这个号码找您', days: '有效期', daysOf: '{{n}} 天', revoke: '作废链接', revokeSays: '作废后打不开；要看得重新发。', revoked: '链接已作废',
    state: { live: '有效', expired: '已过期', revoked: '已作废' }, madeBy: '{{at}} {{by}}发', text: '短信{{result}}', openedAt: '{{at}} 看过', notOpened: '还没看', until: '{{at}} 到期', words: '客户说的', noWords: '客户还没说什么', kind: { question: '提问', accompanied: '陪同见证' }, wasThere: '说专员在场', wasNotThere: '说专员不在场', answer: '答复', answerText: '答复内容', answered: '已答复', answeredBy: '{{by}} {{at}} 答：{{answer}}',
  },
  dealForm: {
    title: '登记成交', correct: '改基本内容', business: '业务', payment: '付款方式', name: '房屋', namePlaceholder: '滨江一号 2 栋 1501', city: '城市', address: '地址', certificate: '产权证号', certificateHint: '还没出证就空着', area: '面积（平方米）', use: '用途', contractNumber: '合同编号', signedOn: '签约日期', signedTime: '几点',
    price: '成交价（元）', commissionSeller: '{{side}}佣金（元）', commissionBuyer: '{{side}}佣金（元）', shop: '地铺', department: '客户服务部', utilities: '过户项目', utility: { gas: '燃气', cable: '有线电视', water: '水', power: '电' },
    seller: '卖方', buyer: '买方', lessor: '出租方', lessee: '承租方', add: '加一位{{side}}', remove: '去掉', partyName: '姓名或单位', idKindOf: '证件种类', idKind: { id_card: '身份证', passport: '护照', business_licence: '营业执照', other: '其他' }, idNumber: '证件号', phone: '电话', email: '邮箱', acting: '由别人代办', actingName: '代办人', actingHint: '代办要公证委托书',
    save: '登记', saveCorrect: '保存', starts: '保存后开始计时', f1: '签约当天 24:00 前送 F1 到客户服务部', keep: '每一处改动都记下谁、什么时候改的。',
  },
  archive: {
    rule: '手续办结后 5 个工作日内，专员把全部资料移交资料管理员。', view: { handed_over: '待签收', received: '已签收', returned: '已退回', withdrawn: '已撤回', files: '档案', out: '借出', overdue: '逾期未还', back: '已归还' }, none: { handed_over: '没有待签收的资料', received: '还没有签收过', returned: '没有退回的' }, more: '再看一些', round: '第 {{n}} 次移交', handedOver: '移交', documents: '{{count}} 份',
    receive: '签收归档', receiveSays: '签收后这单归档、关闭。', received: '已归档', place: { room: '库房', cabinet: '柜号', box: '盒号', mark: '架位' }, return: '退回补齐', returnSays: '逐份写明缺什么；期限照旧，专员补齐后再移交。', returned: '已退回专员', lacking: '缺的资料', notListed: '目录里没有的', otherName: '目录外的名称', lack: '缺什么', addedSince: '移交之后又有：{{names}}。请退回重新移交。',
    catalogue: '档案目录', medium: { original: '原件', copy: '复印件', electronic: '电子' }, mediumOf: '载体', scans: '扫描件 {{count}} 份', complete: '{{count}} 份，齐', incomplete: '还差 {{count}} 份', lacks: '还差：{{names}}', since: '移交之后又有的', handings: '移交记录', noHandings: '还没有移交', add: '加一份资料', added: '已加入目录', removeSays: '从目录里去掉；扫描件仍留在这单里。',
    handOver: '移交资料', handOverSays: '按现在的档案目录移交资料管理员。', handedOverDone: '资料已移交', state: { not_due: '手续办结后移交', owed: '待移交', handed_over: '等资料管理员签收', returned: '被退回，要重新移交', archived: '已归档' },
    noFiles: '没有档案', search: '档案号或成交单号，要完整', number: '档案号', where: '存放位置', onShelf: '在库', loan: '借阅', until: '{{day}} 前还', move: '移库', moved: '已移库', lend: '借出', lent: '已借出', borrower: '借阅人', purpose: '用途', dueOn: '应还日期', lentAt: '借出时间', overdueSince: '{{day}} 应还，已逾期', takeBack: '收回', back: '已收回', condition: '归还时的情况', noLoans: { out: '没有借出的档案', overdue: '没有逾期未还的', returned: '还没有归还过' },
  },
  dealCallback: {
    rule: '成交归档后，主管回访双方。', view: { planned: '待回访', unreachable: '打不通', done: '已回访', statistics: '统计' }, none: { planned: '没有待回访的', unreachable: '没有打不通的', done: '还没有回访过', statistics: '这几个月没有归档的成交' }, opinion: '客户意见', discontentOnly: '只看 2 分以下', points: '{{count}} 分', archived: '{{at}} 归档', archivedAt: '归档时间', phoneOnDeal: '完整电话在成交页查看，要写理由。', month: '月份', asked: '应回访', reached: '已回访', calls: '拨打', discontent: '2 分以下',
  },
  commission: {
    rule: '专员确认佣金后，由主管或经理复核。', view: { confirmed: '待复核', checked: '已复核', returned: '已退回', superseded: '已被新的代替', statement: '结算表' }, state: { open: '待确认', confirmed: '待复核', checked: '已复核', returned: '已退回，要重新确认' }, noneHere: '这里没有佣金确认', noneMonth: '这个月没有复核过的佣金', side: '{{side}}约定 {{agreed}}，实收 {{received}}', total: '约定 {{agreed}}，实收 {{received}}', agreed: '约定', receivedSum: '实收', difference: '差额', whose: '哪一方', confirm: '确认佣金', confirmed: '佣金已确认', why: '{{side}}实收为什么和约定不同', check: '复核佣金', checkedDone: '复核已登记', decisions: { check: '复核通过', return: '退回' }, confirmedAt: '确认', waits: '等别人复核', changed: '确认之后款项有变', totals: '按地铺和经办人', export: '导出 Excel', failed: '结算表没有导出来，请再试',
  },
  reconciliation: {
    none: '还没有对过账', noneText: '上传一天的银行流水，和账上的收付逐笔核对。', begin: '上传银行流水', beginSays: '一天一份；有一行不对，整份不收。', begun: '已开始对账', day: '日期', file: '银行流水（CSV）', columns: '列：日期、金额、收付、对方户名、流水号，最多 10 MB', status: { open: '对账中', closed: '已结', discarded: '已作废' }, state: { matched: '对上了', bank_only: '银行有，账上没有', book_only: '账上有，银行没有', amount_differs: '金额不同' }, differences: '差异', unexplained: '未说明', bank: '银行', book: '账上', madeBy: '上传', ended: '结束', lines: '逐笔核对', noLines: '这里没有', result: '结果', direction: '收付', directions: { in: '收', out: '付' }, item: '单据', kind: { receipt: '收款', payment_slip: '付款单' }, counterparty: '对方户名', row: '第 {{n}} 行', sums: '银行收 {{bankIn}}、付 {{bankOut}}；账上收 {{bookIn}}、付 {{bookOut}}',
    explain: '说明差异', explained: '已说明', explanation: '说明', close: '结束对账', closeSays: '结束后不能再改。', closed: '这一天已结', discard: '作废', discardSays: '用在传错文件的时候；这一天可以重新对账。',
  },
  template: {
    kindOf: '业务', kind: { mortgage: '按揭买卖', full_payment: '全款买卖', lease: '租赁' }, editions: '各版模板', general: '通用', base: '系统自带', edition: '{{city}}第 {{n}} 版', state: { inForce: '现行', pending: '待生效', past: '已被代替', withdrawn: '已撤回' }, size: '{{steps}} 项手续 · {{documents}} 份资料', running: '在办 {{count}} 单', since: '{{at}} 起',
    rule: '每单成交按开始时的一版办到底，新的一版只管以后开始的。', baseSays: '没有自己的模板时按这一版办；发布通用的一版就替掉它。', from: '生效', publishedBy: '发布', runningNow: '按这一版在办', documents: '移交资料', guide: '《{{title}}》{{version}} 版，{{effectiveFrom}} 起', accompany: '客户到场，专员陪同', ifTransferred: '合同写明过户时', of: { deal: '每单一份', seller: '卖方（出租方）每人', buyer: '买方（承租方）每人', each_party: '双方每人' }, needed: { always: '必交', certificate: '已有产权证时', no_certificate: '还没有产权证时', represented: '由别人代办时' },
    publishNext: '发布新的一版', publishCity: '另立城市版', withdraw: '撤回这一版', withdrawSays: '以后开始的成交按前一版办；没有前一版就按通用的。', withdrawn: '已撤回', inUse: '在办 {{count}} 单按这一版，不能撤回；可以发布新的一版', comparedWith: '和{{edition}}比', same: '没有不同', reordered: '手续的先后调了', looser: '比它宽', one: { steps: '手续', documents: '资料' }, what: { added: '加{{list}}“{{name}}”', dropped: '去掉{{list}}“{{name}}”', changed: '{{list}}“{{name}}”' },
    change: { renamed: '改名', required: '改为必办', optional: '改为选办', accompanied: '要客户到场', unaccompanied: '不再要客户到场', waits: '改等谁', guide: '操作指引换版', whose: '改由谁交', needed: '改什么时候要' },
    begunFrom: '从{{edition}}改起', nameZh: '中文名', nameEn: '英文名', guideVersion: '版本', guideFrom: '指引生效日', when: '什么时候要', addDocument: '加一份资料', moves: '会动什么', movesRunning: '在办的 {{count}} 单照旧，按开始时的版本办到底', movesAll: '没有城市版的地方，{{since}}开始的成交按新的一版', movesCity: '{{city}}{{since}}开始的成交按新的一版', now: '从现在起', day: '{{day}} 零点起', refused: '不能发布：这些不能去掉或放宽', publishing: '发布', publish: '发布', published: '已发布', cityRule: '城市版可以加手续、加资料，不能比公司发布的通用版宽。', nowIfEmpty: '空着就是立即生效', bothNames: '中文名和英文名', wholeGuide: '操作指引的版本和生效日',
  },
  formRule: {
    numbers: '表格编号', change: '更改', setNumber: '更改表格编号', numberSet: '编号已发布', number: '新编号', numberHint: '4 到 60 个字，至少一个数字，中间没有空格；别的表用过的编号不能用。', official: '规程规定', edition: '第 {{n}} 版',
    rows: '栏目', fields: 'F3 付款单要填的', setFields: '更改付款单要填的', fieldsSay: '已送财务的付款单照旧；还没送的按新的一版填。', fieldsSet: '付款单的栏目已发布', must: '必填', required: { yes: '必填', no: '可空' }, isMust: '（必填）', noFields: '没有另外要填的',
  },
}
