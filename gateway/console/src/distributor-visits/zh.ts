/** 客户巡访 */
export const zh = {
  visitCustomer: {
    what: '客户', search: '名称、地址、拼音首字母、编号或电话尾号', none: '还没有客户', noneText: '登记经销商、零售商、委托加工工厂或消费者。', asList: '列表', me: '我', nobody: '没有巡访员', neverVisited: '还没巡访过', noPlaces: '没有可以画在图上的客户', noPlacesText: '客户档案里填了经纬度，就会出现在图上。',
    view: { all: '全部', mine: '我巡访的', nobody: '没有巡访员', ungraded: '未分级', special: '特殊客户', closed: '已停' }, status: { active: '在册', closed: '已停' }, type: { distributor: '经销商', retailer: '零售商', processing_factory: '委托加工工厂', consumer: '消费者' },
    field: { type: '类型', name: '名称', regionId: '地区', city: '城市', address: '地址', latitude: '纬度', longitude: '经度', contacts: '联系人', competitors: '经销的竞品', specialReason: '特殊客户', visitorUserId: '巡访员', visitorReason: '指定业务员的理由', status: '状态', grades: '分级', grade: '分级' }, of: { name: '姓名', post: '职务', phone: '电话', maker: '厂家', product: '产品', note: '说明' },
    grade: '分级', gradeIs: '{{grade}} 级', ungraded: '未分级', gradeFrom: '{{month}}起', noGrade: '还没有分级', visitor: '巡访员', special: '特殊客户', lastVisit: '上次巡访', registeredAt: '登记', origin: '来源', imported: '导入', noAddress: '没有地址', visits: '巡访', salespersonWhy: '指定本地区业务员的理由', next: '可以做的', readOnly: '您可以看，不能改。',
    noContacts: '没有联系人', noCompetitors: '没有经销竞品', purchases: '进货记录', noPurchases: '还没有进货记录', history: '改动', noHistory: '登记后没有改过',
    register: '登记客户', registered: '客户已登记', duplicate: '重复', notTheSame: '看过相近的档案，不是同一家', degreesHint: 'WGS-84，例如 31.2985 和 120.5853；两个都填或都不填', change: '修改档案', changed: '已改', nameVisitor: '指定巡访员', visitorAnew: '换巡访员', visitorNamed: '巡访员已指定', visitorSays: '原则上不由本地区的业务员巡访；要指定本地区业务员，写明理由。', visitorWhy: '指定本地区业务员时必填', nobodyIfEmpty: '清空就是不再有巡访员', why: '理由',
    makeSpecial: '列为特殊客户', specialSays: '礼品只赠送给特殊客户，每次另行申请预算。', notSpecial: '不再是特殊客户', notSpecialSays: '以后不能再为其申请礼品。', close: '停止往来', closeSays: '不再安排巡访；记录都留着。', reopen: '恢复往来', reopenSays: '重新列入巡访范围。', addPurchase: '登记进货', purchaseAdded: '进货已登记', boughtOn: '进货日期', quantity: '数量', amount: '金额（元）',
  },
  visitRegion: {
    all: '全部', flagged: '技术人员人数不符', none: '还没有地区', noneFlagged: '各地区技术人员人数都合适', noneText: '每个地区配备 1 至 2 名技术人员。', nobody: '没有人', technicians: '技术人员 {{count}} 名', limits: '应有技术人员', between: '{{min}} 至 {{max}} 名', stands: '现在', outside: '{{day}} 起人数不符', inside: '人数合适', begunOn: '设立', inactive: '已停用', members: '人员', duty: { technician: '技术人员', salesperson: '业务员' }, since: '{{day}} 起', left: '已离职',
    create: '设地区', created: '地区已设', name: '地区名称', rename: '改名', changed: '已改', stop: '停用地区', stopSays: '不再列入人数检查；客户留在原处。', resume: '恢复地区', addMember: '加人', addSays: '一名技术人员可以服务几个地区，每个地区都算。', who: '谁', dutyOf: '担任', fromDay: '从哪天起', todayIfEmpty: '空着就是今天', end: '调出', untilDay: '从哪天起不在',
  },
}
