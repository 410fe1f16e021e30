/** 驻外渠道 */
export const zh = {
  goods: { show: '看什么', anyStatus: '所有状态', anyKind: '所有类别', allStations: '所有授权站', station: '授权站', department: '客服部', region: '地区', model: '机型', month: '月份', reason: '理由', nowIfEmpty: '不填即现在', noFigures: '这段时间没有数据', today: { asked: '备件申请待审批', approved: '备件待发货', shipped: '备件待收货', loans: '备用机超期未还', replacements: '换新待审批' } },
  spare: {
    part: { stock: '库存', applications: '申请', returns: '返厂', violations: '违规', items: '备件表' }, kind: { part: '备件', unit: '备用机' },
    applications: { none: '没有备件申请', noneText: '授权站按库存、用量和周转适量申请。', status: { asked: '待审批', approved: '待发货', shipped: '在途', received: '已收货', refused: '未批准' } },
    returns: { none: '没有返厂申请', noneText: '已发到站的备件，经申请批准后才能寄回工厂。', status: { asked: '待审批', approved: '待寄出', returned: '已寄出', refused: '未批准' } },
    violations: { none: '没有上报过违规', noneText: '没有上报，不等于没有发生；发现借用、拆用后登记在这里。', status: { reported: '待认定', consented: '公司已同意', confirmed: '已认定' } },
    items: { none: '备件表是空的', noneText: '先登记备件和备用机的编号、名称和机型。' },
    violation: { borrowed: '借用局方销售机', dismantled_sale: '拆用销售机', dismantled_spare: '拆用备用机', dismantled_faulty: '拆用故障机' },
    place: { supplier: '供应商', used: '维修用掉', factory: '工厂', transit: '在途', loan: '借出', warehouse: '仓库', station: '授权站' }, move: { supply: '入库', shipment: '发货', receipt: '收货', use: '领用', return: '返厂', loan: '借出', loan_back: '归还' },
    where: '地点', warehouse: '仓库', warehouseOf: '{{name}}仓库', quantity: '数量', used: '用量', turnover: '周转', usesAMonth: '月用 {{used}}', lastQuarter: '近 90 天月均 {{used}}', stockLasts: '库存够用 {{months}} 个月', neverUsed: '近 90 天没有用过', itemNumber: '编号', name: '名称', kindOf: '类别', item: '备件', toldApart: '管理方式', bySerial: '逐件记串号', byCount: '只记数量',
    movements: '出入记录', noMovements: '这里还没有出入', after: '余 {{count}}', takenBack: '冲销', hereAre: '{{name}}，现有 {{count}}',
    lines: '明细', askedBy: '申请', decidedBy: '审批', decision: '意见', shippedAt: '发货', tracking: '运单号', receivedAt: '收货', returnedAt: '寄出', serials: '串号', serialsAre: '串号 {{serials}}', serialsOf: '{{name}} 的 {{count}} 个串号', serialHint: '扫码或输入，换行、空格或逗号分开',
    hadUsed: '站存 {{stock}}，月用 {{used}}', lasts: '连申请够用 {{months}} 个月', above: '超过 {{most}} 个月用量，要在下面写理由。',
    addItem: '登记备件', itemAdded: '已登记', supply: '登记入库', supplySays: '供应商到货，进客服部仓库。', supplied: '已入库', deliveredOn: '到货日', deliveryNote: '送货单号', deliveryHint: '同一张单重复登记只算一次',
    use: '领用到维修单', isUsed: '已领用', order: '维修单', findOrder: '单号、机型或串号', noOrder: '没有这样的维修单', reverse: '冲销', reverseSays: '记一笔相反的出入，原来那笔留着。', reversed: '已冲销',
    apply: '申请备件', applySays: '按库存和用量适量申请。', applied: '申请已提出', reasonHint: '超过规定月数的用量时必填', approve: '批准', approved: '已批准', refuse: '不批准', refused: '没有批准', ship: '登记发货', shipSays: '从客服部仓库出库，到站签收前算在途。', shipped: '已发货', receive: '确认收货', receiveSays: '数量和串号都对上了，计入本站库存。', received: '已收货',
    askReturn: '申请返厂', returnSays: '只能退按申请发到本站的备件，批准后才能寄出。', returnAsked: '返厂申请已提出', nothingIssued: '没有按申请发到这个站的备件，不能返厂。', issuedBy: '按哪张申请发的', send: '登记寄出', sendSays: '备件离开本站库存。', sent: '已寄出',
    report: '上报违规', reportSays: '从发现起按时报渠道工程师，只写看到的事实。', reported: '已报渠道工程师', what: '违规', facts: '事实', discoveredAt: '发现', reportedAt: '上报', told: '已告知', decide: { consented: '公司已同意过', confirmed: '认定违规' }, decideSays: { consented: '公司事先同意，不算违规。', confirmed: '未经公司同意，认定后不再改动。' }, isDecided: '已认定',
  },
  spareLoan: {
    view: { all: '全部', overdue: '超期未还', asked: '待审批', approved: '待发出', out: '在外', returned: '已归还', refused: '未批准', turnover: '周转' }, none: '没有备用机借用', noneOverdue: '没有超期未还的', noneText: '授权站按需借用备用机，用完按时归还。', noFigures: '这段时间没有借出', overdue: '超期', dueIs: '{{at}} 前还', purpose: '用途', unit: '备用机', setDueOn: '归还日', dueHint: '不填即按规定天数，从发出算起', issuedAt: '发出', dueAt: '应还', returnedAt: '归还',
    byMonth: '每月借出', byRegion: '近一年各地区周转', averageDays: '平均在外', days: '{{days}} 天', loans: '借出', returnedLate: '超期归还',
    ask: '申请借用', asked: '申请已提出', issue: '登记发出', issueSays: '归还期限从现在起算。', issued: '已发出', return: '登记归还', returnSays: '已验收，回到客服部仓库，停表。', isReturned: '已归还',
  },
  replacement: {
    view: { all: '全部', asked: '待审批', approved: '待换机', replaced: '已换机', refused: '未批准', rates: '换新率' }, of: { product: '产品本身', station_irregular: '操作不规范', service_late: '服务不及时', other: '其他' }, none: '没有换新申请', noneText: '没有批准和原因，不能换新。', noFigures: '这段时间没有换新', cause: '原因', anyCause: '所有原因', causeFound: '认定的原因', newSerial: '新机串号', oldSerial: '旧机串号', replacedAt: '换机',
    byMonth: '每月换新率', byCause: '各地区、机型和原因', rate: '换新率', count: '换新', avoidable: '本可避免', repairs: '维修',
    ask: '申请换新', askSays: '写明原因；操作不规范或服务不及时造成的单独统计。', asked: '申请已提出', replace: '登记换机', replaceSays: '新机已交给用户。', isReplaced: '已换机',
  },
  qualityIssue: {
    part: { issues: '质量问题', market: '市场信息', figures: '趋势' }, status: { reported: '已上报', in_work: '处理中', closed: '已关闭' }, market: { quality: '产品质量', competitor: '竞争对手' }, none: '没有质量问题', noneText: '发现质量问题，按时上报。', noMarket: '没有市场信息', noMarketText: '听到的产品质量和竞争对手消息记在这里。', modelIs: '机型 {{model}}', units: '{{count}} 台', howMany: '台数', fault: '故障', text: '情况', maker: '厂家', heardBy: '记录', discoveredAt: '发现', reportedAt: '上报', outcome: '结论', issues: '问题',
    trend: '每月发现的质量问题', marketTrend: '每月市场信息',
    report: '上报质量问题', reportSays: '期限从发现算起。', reported: '已上报', take: '开始处理', close: '关闭', reopen: '重新处理', changed: '已改', enterMarket: '记市场信息', marketEntered: '已记下',
  },
  operator: {
    what: '运营商', all: '所有运营商', part: { operators: '运营商', matters: '要求与投诉', contacts: '联系记录', figures: '趋势' }, kind: { wish: '要求', complaint: '投诉' }, matterStatus: { open: '待对策', countered: '待答复', replied: '已答复' }, with: { operator: '运营商', agent: '代理商', station: '授权站', maker: '厂家' },
    none: '没有运营商', noneText: '登记后，每期要沟通一次并记下评价。', noMatters: '没有要求和投诉', noMattersText: '运营商提出的要求和投诉，都要有对策和答复。', noContacts: '没有联系记录', noContactsText: '和运营商、代理商、授权站、厂家的联系记在这里。', ended: '已结束合作', openMatters: '{{count}} 件未答复', talkedOn: '{{day}} 沟通过', neverTalked: '还没有沟通过', owner: '负责人', since: '开始合作', contact: '联系人', contactName: '姓名', contactTitle: '职务', phone: '电话', talks: '沟通记录', scoreIs: '评 {{score}} 分',
    receivedAt: '收到', countermeasure: '对策', replyText: '答复', repliedAt: '答复时间', counterpart: '对象', anyCounterpart: '所有对象', occurredAt: '时间', by: '记录人', contactsByMonth: '每月联系次数', times: '{{count}} 次', name: '名称',
    register: '登记运营商', registerSays: '从开始日起，每期要有一次沟通。', registered: '已登记', talk: '记录沟通', talkSays: '满足这一期的沟通义务。', talked: '沟通已记下', heldOn: '哪一天', talkedWith: '和谁', judgement: '对方的评价', score: '评分', text: '内容', mattersHint: '沟通中提出的，各自起算答复期限', raise: '登记要求或投诉', raiseSays: '答复期限从收到算起。', raised: '已登记', handOn: '换负责人', handOnSays: '未完成的沟通义务一并移交。', end: '结束合作', endSays: '以后不再要求沟通，记录都留着。', endOn: '结束日', changed: '已改',
    reply: '答复', replySays: '写明对策和答复，停表。', replied: '已答复', counter: '写对策', log: '记联系', logged: '已记下', who: '对方', about: '谈了什么',
  },
  incident: {
    what: '突发事件', view: { all: '事件', open: '待首报', reported: '跟踪中', resolved: '已解决', figures: '趋势', crisis: '处理须知' }, body: { technical_supervision: '技术监督局', consumer_association: '消费者协会', media: '媒体', online: '网络', authority: '其他主管部门', other: '其他' }, exposed: { exposed: '已曝光', none_known: '未发现曝光' }, entry: { first_report: '首报', update: '续报', resolution: '解决', reopening: '再起', exposure: '曝光', owner: '换负责人' },
    none: '没有突发事件', noneText: '投诉到技术监督局、消费者协会、媒体等处的，登记后按时首报、续报，直到解决。', bodies: '投诉到', anyBody: '不限去向', exposure: '曝光', anyExposure: '是否曝光', late: '报告超时', firstIs: '{{at}} 前首报', nextIs: '{{at}} 前续报', awareAt: '得知', complainant: '投诉人', phone: '投诉人电话', firstReportedAt: '首报', lastReportedAt: '最近报告', reopened: '再起', times: '{{count}} 次', resolvedAt: '解决', resolutionText: '处理结果', lessons: '教训', entries: '经过', noEntries: '还没有报告', toList: '所有突发事件',
    byMonth: '每月突发事件', count: '事件', firstReport: '平均首报用时', resolution: '平均解决用时', hours: '{{hours}} 小时', days: '{{days}} 天',
    open: '登记突发事件', openSays: '首报期限从得知算起。', opened: '已登记', title: '事由', summary: '经过', ownerHint: '不填即本人', reportFirst: '首报', reportMore: '续报', reportSays: '发给渠道工程师、渠道经理和总部，下一次续报的期限从现在起算。', isReported: '已报告', text: '报告内容', alsoReached: '又投诉到', resolve: '登记解决', resolveSays: '不再要求续报；再起时重新首报。', isResolved: '已解决', expose: '登记曝光', exposeSays: '已公开的报道，不能删除。', isExposed: '已登记', published: '谁发布了什么', url: '网址', handOn: '换负责人', handOnSays: '期限不变，记录都留着。', reopen: '再起', reopenSays: '重新从首报开始。', changed: '已改',
  },
  network: {
    byRegion: '各地区站点与销量', byMonth: '近 12 个月', map: '授权站分布', none: '还没有地区', note: '销量是地区分类所依月份的合计；有销量而没有授权站的是缺口。', stations: '授权站', unitsSold: '销量（台）', perStation: '每站销量', gap: '缺口', isGap: '没有授权站', allRegions: '所有地区', soldInMonth: '当月销量', nobody: '没有人负责', noStations: '还没有授权站', noPlaces: '没有可以画在图上的授权站', noPlacesText: '授权站资料里填了经纬度，就会出现在图上。',
  },
  technical: {
    what: '技术支持', part: { requests: '提问', documents: '资料库' }, status: { asked: '待答复', answered: '已答复', withdrawn: '已撤回' }, entry: { question: '提问', answer: '答复', further: '追问', withdrawal: '撤回' }, none: '没有提问', noneText: '驻外人员遇到技术问题，在这里问技术科。', mine: '我问的', late: '答复超时', dueIs: '{{at}} 前答复', askedBy: '提问', answeredAt: '答复', entries: '经过',
    ask: '问技术科', askSays: '技术科按规定天数答复。', asked: '已发给技术科', title: '问题', text: '情况', answer: '答复', answerSays: '停表；提问人还可以追问。', answered: '已答复', answerText: '答复内容', document: '资料', askFurther: '追问', furtherSays: '答复期限重新起算。', withdraw: '撤回提问', withdrawn: '已撤回',
  },
  document: {
    what: '资料', of: { crisis: '危机处理须知', technical: '技术资料' }, none: { crisis: '还没有危机处理须知', technical: '资料库是空的' }, noneText: '发布后，驻外人员逐版签收。', edition: '第 {{n}} 版', from: '{{day}} 起', signedOf: '已签 {{signed}} / {{signers}}', notYet: '尚未生效', inForce: '执行中', signatures: '签收', mine: '本人签收', editions: '版本', open: '打开', unsigned: '未签', signedAt: '{{at}} 签收',
    file: '文件', fileHint: 'PDF 或照片', effectiveOn: '生效日', note: '改了什么', title: '名称', add: { crisis: '发布须知', technical: '发布资料' }, addSays: '发布后不再改动；以后的改动发布为下一版，重新签收。', added: '已发布', sign: '签收', signSays: '确认收到并读过第 {{n}} 版。', isSigned: '已签收', publish: '发布新版', publishSays: '生效后由驻外人员重新签收。',
  },
}
