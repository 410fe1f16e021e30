/** 客户巡访 */
export const zh = {
  visitCustomer: {
    what: '客户', search: '名称、地址、拼音首字母、编号或电话尾号', none: '还没有客户', noneText: '登记经销商、零售商、委托加工工厂或消费者。', asList: '列表', me: '我', nobody: '没有巡访员', neverVisited: '还没巡访过', noPlaces: '没有可以画在图上的客户', noPlacesText: '客户档案里填了经纬度，就会出现在图上。',
    view: { all: '全部', mine: '我巡访的', nobody: '没有巡访员', ungraded: '未分级', special: '特殊客户', closed: '已停' }, status: { active: '在册', closed: '已停' }, type: { distributor: '经销商', retailer: '零售商', processing_factory: '委托加工工厂', consumer: '消费者' },
    field: { type: '类型', name: '名称', regionId: '地区', city: '城市', address: '地址', latitude: '纬度', longitude: '经度', contacts: '联系人', competitors: '经销的竞品', specialReason: '特殊客户', visitorUserId: '巡访员', visitorReason: '指定业务员的理由', status: '状态', grades: '分级', grade: '分级' }, of: { name: '姓名', post: '职务', phone: '电话', maker: '厂家', product: '产品', note: '说明' },
    grade: '分级', gradeIs: '{{grade}} 级', ungraded: '未分级', gradeFrom: '{{month}}起', noGrade: '还没有分级', visitor: '巡访员', special: '特殊客户', lastVisit: '上次巡访', registeredAt: '登记', origin: '来源', imported: '导入', noAddress: '没有地址', visits: '巡访', salespersonWhy: '指定本地区业务员的理由', next: '可以做的', readOnly: '您可以看，不能改。',
    noContacts: '没有联系人', noCompetitors: '没有经销竞品', purchases: '进货记录', noPurchases: '还没有进货记录', history: '改动', noHistory: '登记后没有改过', noHit: '没有这样的客户',
    register: '登记客户', registered: '客户已登记', duplicate: '重复', notTheSame: '看过相近的档案，不是同一家', degreesHint: 'WGS-84，例如 31.2985 和 120.5853；两个都填或都不填', change: '修改档案', changed: '已改', nameVisitor: '指定巡访员', visitorAnew: '换巡访员', visitorNamed: '巡访员已指定', visitorSays: '原则上不由本地区的业务员巡访；要指定本地区业务员，写明理由。', visitorWhy: '指定本地区业务员时必填', nobodyIfEmpty: '清空就是不再有巡访员', why: '理由',
    makeSpecial: '列为特殊客户', specialSays: '礼品只赠送给特殊客户，每次另行申请预算。', notSpecial: '不再是特殊客户', notSpecialSays: '以后不能再为其申请礼品。', close: '停止往来', closeSays: '不再安排巡访；记录都留着。', reopen: '恢复往来', reopenSays: '重新列入巡访范围。', addPurchase: '登记进货', purchaseAdded: '进货已登记', boughtOn: '进货日期', quantity: '数量', amount: '金额（元）',
  },
  measure: {
    none: '还没有外勤业务员管理办法', noneText: '发布后，巡访员逐版签收。', inForce: '执行中', edition: '第 {{n}} 版', from: '{{at}} 起', signedOn: '已签 {{at}}', effective: '生效', published: '发布', mine: '本人签收', signatures: '签收', counts: '已签 {{signed}}，未签 {{missing}}', notSigned: '未签',
    publish: '发布新版', publishSays: '发布后不再改动；以后的改动发布为下一版，由巡访员重新签收。', isPublished: '已发布', title: '名称', titleIs: '外勤业务员管理办法', content: '内容', nowIfEmpty: '不填即现在', sign: '签收', signSays: '确认已阅读第 {{n}} 版。', isSigned: '已签收',
  },
  visitRegion: {
    all: '全部', flagged: '技术人员人数不符', none: '还没有地区', noneFlagged: '各地区技术人员人数都合适', noneText: '每个地区配备 1 至 2 名技术人员。', nobody: '没有人', technicians: '技术人员 {{count}} 名', limits: '应有技术人员', between: '{{min}} 至 {{max}} 名', stands: '现在', outside: '{{day}} 起人数不符', inside: '人数合适', begunOn: '设立', inactive: '已停用', members: '人员', duty: { technician: '技术人员', salesperson: '业务员' }, since: '{{day}} 起', left: '已离职',
    create: '设地区', created: '地区已设', name: '地区名称', rename: '改名', changed: '已改', stop: '停用地区', stopSays: '不再列入人数检查；客户留在原处。', resume: '恢复地区', addMember: '加人', addSays: '一名技术人员可以服务几个地区，每个地区都算。', who: '谁', dutyOf: '担任', fromDay: '从哪天起', todayIfEmpty: '空着就是今天', end: '调出', untilDay: '从哪天起不在',
  },
  follow: {
    mine: '只看我负责的', status: { open: '待答复', answered: '已答复', withdrawn: '已撤回' }, owner: '负责人', why: '原因', text: '说明', content: '答复内容', how: '怎么告知', toldTo: '告知了谁', answerIs: '答复', steps: '处理经过', noSteps: '还没有处理', kept: '已记下', answered: '答复已登记', meIfEmpty: '空着就是登记人',
    channel: { visit: '当面', phone: '电话', letter: '书面', message: '消息', meeting: '会议' }, what: { note: '备注', holding: '先回话', answer: '答复', workaround: '临时办法', escalated: '交部门协助', assigned: '指定技术人员', solved: '解决', handed_on: '转交', reopened: '重新处理', withdrawn: '撤回' },
    do: { notes: '写备注', answer: '登记答复', 'hand-on': '转交', reopen: '重新处理', withdraw: '撤回', 'holding-reply': '先回话' }, says: { answer: '写明告诉客户的内容。', 'hand-on': '期限不变，由接手的人负责。', reopen: '客户不接受答复，重新计时。', withdraw: '登记错了，或客户撤回。', holding: '只告诉客户在办，不算答复，期限照走。' },
  },
  opinion: {
    show: '看什么', opinions: '意见', appeals: '申诉', months: '按月统计', none: { open: '没有待答复的意见', answered: '没有已答复的意见', withdrawn: '没有撤回的意见' }, noneText: '巡访时听到的意见、建议、希望和投诉列在这里，跟到答复为止。', kind: { criticism: '意见', suggestion: '建议', wish: '希望', complaint: '投诉' }, kindOf: '类别', about: '关于', ownProduct: '本公司产品', otherProduct: '其他公司产品', makerName: '哪家公司', content: '客户怎么说', voicedBy: '谁说的', raisedAt: '什么时候', recordedBy: '登记人', age: '{{count}} 天', record: '登记意见', recorded: '意见已登记', month: '月份', raised: '提出', noMonths: '最近半年没有意见', monthsOf: '{{from}}至{{to}}',
  },
  appeal: { none: { open: '没有待答复的申诉', answered: '没有已答复的申诉', withdrawn: '没有撤回的申诉' }, noneText: '客户的申诉从登记起 7 天内答复，期限按参数。', enter: '登记申诉', enterSays: '从登记起计时，到给出有内容的答复为止。', entered: '申诉已登记', enteredAt: '登记', subject: '申诉事项', content: '申诉内容' },
  intelligence: {
    show: '看什么', items: '情报', timelines: '竞争对手', all: '全部', everyKind: '全部类别', status: { reported: '待核实', confirmed: '已核实', refuted: '不属实' }, kind: { price: '市场价格', competitor_move: '竞争对手动向', competitor_policy: '同行销售政策', new_product: '同行新产品', useful_policy: '对客户有用的政策', other: '其他' }, kindOf: '类别', none: '没有市场情报', noneText: '巡访时了解的市场行情、竞争对手动向和销售政策列在这里。', noCompetitors: '还没有竞争对手的情报', count: '{{count}} 条', lastAt: '最近 {{at}}',
    competitor: '竞争对手', price: '价格（元）', per: '每（箱、台）', heardAt: '在哪家客户', occurredAt: '什么时候', content: '内容', checkedBy: '核实', forCustomers: '可以告诉客户的内容', forCustomersHint: '另写一段，不带来源；空着就只在公司内', record: '登记情报', recorded: '情报已登记', check: '核实', checkAgain: '改核实结果', checked: '核实已登记', result: '结果', share: '告知客户', shared: '已记下告知', sharedWith: '已告知 {{count}} 家客户',
  },
  techProblem: {
    none: '没有技术难题', noneText: '客户生产、管理和使用中的技术难题列在这里，跟到解决为止。', unsolved: '未解决', status: { open: '处理中', escalated: '等部门', answered: '部门已答复', solved: '已解决', withdrawn: '已撤回' }, area: { production: '生产', management: '管理', use: '使用' }, areaOf: '哪方面', title: '难题', description: '情况', reportedAt: '提出', technician: '技术人员', nobody: '没有技术人员', leastBusy: '空着就派给本地区手上最少的', department: '协助部门', cause: '原因', solution: '解决办法', solvedAt: '解决', ages: '未解决：一周内 {{upToWeek}}，一月内 {{upToMonth}}，更久 {{longer}}；其中在部门 {{escalated}}',
    report: '登记难题', reported: '难题已登记', solve: '登记解决', solved: '已解决', escalate: '交部门协助', passOn: '转别的部门', escalateSays: '重大难题交生产或技术部门，从现在计时。', passOnSays: '转给别的部门，期限不重算。', escalated: '已交部门', whyMajor: '为什么要部门协助', assign: '指定技术人员', answer: '答复难题', answerSays: '临时办法也算答复。', answerKind: '答复的是', answers: { solution: '解决办法', workaround: '临时办法' },
  },
  visit: {
    what: '巡访', today: '今天的巡访', count: '今天还有 {{count}} 家', doneOf: '完成 {{done}} / {{total}}', nothing: '今天没有安排巡访', nothingText: '下达的计划会按行程列在这里；也可以做计划外巡访。', notToday: '今天没有这次巡访', openMatters: '{{count}} 件没办完', outside: '计划外', since: '{{time}} 到访', fromTo: '{{from}} 到 {{to}}', kilometres: '距上一家 {{count}} 公里', reportDue: '今天有巡访，日报表今天 24:00 前提交', unplanned: '计划外巡访', unplannedWhy: '为什么计划外', whom: '哪家客户', way: '今天的行程', showMap: '看行程图', hideMap: '收起行程图', nextStop: '看下一家',
    locating: '正在定位', noPlace: { denied: '没有定位权限，只记时间', unavailable: '定不了位，只记时间' }, placed: '定位精度 {{accuracy}} 米', away: '离客户 {{distance}}', customerNowhere: '客户没有坐标', navigate: '导航', call: '打电话', lastOpen: '上次留下的事', nothingOpen: '没有没办完的事', lastEffect: '上次 {{day}} {{by}}：', matter: { opinion: '意见', appeal: '申诉', problem: '技术难题', inquiry_card: '征询卡' },
    asked: '这个月要做的', keyProductsAre: '重点推销', keyItems: '重点调查', specialItems: '特别调查', keyProducts: '重点推销：{{products}}', record: '记录', log: '这次已记', noLog: '还没有记录', waiting: '待传', stuck: '没被接受', save: '记下{{what}}', saveSurvey: '记下调查', saveSignature: '记下签名', lastTime: '上次 {{day}}，{{by}}', before: '上次：{{value}}', was: '上次 {{quantity}}', quantity: '数量', yuan: '金额', otherProduct: '产品名称', addProduct: '加产品', product: '产品', points: '讲到了', activityOf: '做了什么', noteText: '写什么', leaveSays: '离店时写客户卡和效果，记入当天日报。',
    view: { all: '全部', unplanned: '计划外', conflicts: '有冲突', me: '我的' }, none: '没有巡访', noneText: '巡访员签到后列在这里。', conflicts: '{{count}} 处冲突', countsAt: '按 {{at}} 计（{{because}}）', because: { late: '上传太晚', future: '手机时间超前', backwards: '手机时间倒退' }, awayFrom: '离客户 {{distance}}', stillThere: '还没离店', records: '记录', recordStatus: { conflict: '两台手机不一致，等本人选', superseded: '被后一条替代', discarded: '没有采用' }, reused: '这张照片用过', noPlaceKept: '没有位置', where: '签到和离店的位置',
    kind: { check_in: '到访签到', survey: '调查', opinion: '意见', intelligence: '市场情报', hand_out: '发放物品', activity: '讲解与指导', note: '备注', signature: '签名', check_out: '离店' }, activity: { explanation: '讲解产品', guidance: '技术指导', service: '技术服务' }, measure: { stock: '库存', purchases: '进货', sales: '销售' },
    field: { effect: '效果', situation: '经营情况', requests: '客户要求', next: '下次要做的', performance: '性能', features: '特点', precautions: '注意事项', name: '姓名', text: '内容', content: '内容', product: '产品', note: '说明', reason: '原因', latitude: '纬度', longitude: '经度', accuracy: '精度（米）', customerId: '客户', plannedVisitId: '计划', activity: '做了什么' },
  },
  customerEvent: {
    show: '看什么', events: '活动', none: '没有活动', noneText: '技术培训、技术服务、讲座、培训班和公关活动列在这里，写明主题、人员和到场的客户。', kind: { training: '技术培训', service_visit: '技术服务', lecture: '讲座', class: '培训班', relations: '公关活动' }, kindOf: '类别', status: { planned: '已安排', held: '已举办', cancelled: '已取消' },
    topic: '主题', place: '地点', when: '时间', startsAt: '开始', endsAt: '结束', staff: '负责人员', madeBy: '安排', outcome: '效果', came: '到场', cameOf: '{{customers}} 家客户，{{people}} 人', attendance: '到场客户', names: '谁到了', namesHint: '姓名用顿号分开', nobodyYet: '还没登记到场', plan: '安排活动', planned: '活动已安排', hold: '登记举办', held: '已登记举办', change: '改安排', changed: '已改', cancel: '取消活动', cancelled: '活动已取消', correct: '改到场名单',
  },
  mailing: {
    mailings: '新产品信息', none: '还没有新产品信息', noneText: '选好类型和分级，把新产品告诉客户，逐家记签收。', status: { draft: '草稿', issued: '已发出', dropped: '已放弃' }, state: { owed: '待送', delivered: '已送', received: '已签收' }, reached: '送到 {{delivered}} / {{recipients}}', to: '发给', made: '起草', issued: '发出', figures: '送达', figuresAre: '应送 {{recipients}} 家，已送 {{delivered}}，已签收 {{received}}', receipts: '逐家签收',
    title: '标题', content: '内容', write: '写新产品信息', written: '已起草，还没发出', issue: '发给客户', issueSays: '发给所选类型和分级的在册客户，发出后不能再改。', isIssued: '已发出', change: '改内容', changed: '已改', drop: '放弃', deliver: '登记送达', confirm: '登记签收', receivedBy: '谁签收的',
  },
  visitPlan: {
    show: '看什么', plans: '计划', coverage: '覆盖', kind: { all: '全部', year: '年', quarter: '季', month: '月' }, status: { draft: '草稿', issued: '已下达' }, visitStatus: { planned: '安排', cancelled: '取消' }, none: '还没有计划', noneText: '先做年计划，再做季、月计划；提前下达到人。', counts: '{{planned}} 次，已访 {{done}}', countsAre: '计划 {{planned}} 次，已访 {{done}} 次；{{customers}} 家客户，{{visitors}} 名巡访员', visits: '巡访', policy: '依据的基本方针', noPolicy: '上级还没有基本方针', issued: '下达',
    keyProducts: '重点推销商品', keySurveyItems: '重点调查项目', specialSurveyItems: '特别调查项目', listHint: '几项用顿号分开', period: '期间', periodHint: '年 {{year}}，季 {{quarter}}，月 {{month}}', calendar: '日程', everybody: '全部巡访员', noVisits: '还没有安排巡访', noVisitsText: '“提出建议”按分级和次数排好，再逐一调整。', ofDay: '{{count}} 次', doneOfDay: '已访 {{count}}', day: '哪天', month: '哪个月', coverageOf: '{{year}} 年各级覆盖', ungraded: '未分级 {{count}} 家', yearBefore: '上一年', yearAfter: '下一年', uncovered: '没有巡访员或没有下次巡访的客户', allCovered: '每家客户都有巡访员和下次巡访',
    of: { customers: '客户', owed: '应访', done: '已访', planned: '待访', behind: '落后客户', share: '覆盖率' }, create: '做计划', created: '计划已建，还没下达', createSays: '沿用上一级计划的重点商品和调查项目。', propose: '提出建议', proposeSays: '按分级和次数排出全部巡访，均衡每人的量，每天的路最短；已手工安排的不动。', proposed: '建议已排好', issue: '下达计划', issueSays: '下达到指定的人；之后逐次调整要写原因。', isIssued: '计划已下达', change: '改重点', changed: '已改', addVisit: '加一次巡访', changeVisit: '调整', reasonHint: '下达后，或指定本地区业务员时要写',
  },
  survey: {
    show: '看什么', answers: '调查结果', forms: '调查表', none: '还没有调查结果', noneText: '巡访员在手机上填的调查列在这里。', on: '调查', edition: '第 {{n}} 版，{{day}} 起', type: { text: '文字', number: '数字', choice: '单选', choices: '多选', yes_no: '是否' }, required: '必填', products: '产品', anyProduct: '不限产品', publish: '发布新版', publishSays: '已填的调查不变，新的巡访用新版。', published: '新版已发布', titleZh: '名称', titleEn: '英文名称', questions: '问题', key: '键', labelZh: '问题', labelEn: '英文', typeOf: '怎么答', choices: '选项', must: '必填', productsHint: '用顿号分开；空着不限产品', from: '从哪天起',
  },
}
