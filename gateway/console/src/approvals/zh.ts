/** 审批 */
export const zh = {
  approval: {
    list: { waiting: '等我审批', mine: '我提交的' }, none: { waiting: '没有等您审批的', mine: '没有提交过审批' }, noneText: '要审批的事提交后，按审批流程列在这里。', about: '内容', amount: '金额', round: '第 {{n}} 轮', maker: '提交', timeout: '时限', passesOn: '{{at}} 还没办就转上级', reason: '原因', chain: '审批流程', onBehalf: '（代{{name}}）',
    status: { pending: '审批中', approved: '已通过', returned: '已退回', withdrawn: '已撤回' }, mode: { all: '{{roles}}都要批', any: '{{roles}}任一人批', one: '审批' },
    role: { supervisor: '主管', department_head: '负责人', department_manager: '部门经理', department_finance: '部门财务', unit_manager: '单位负责人', leader: '分管领导', administrator: '管理员', specialist: '客服专员', channel_engineer: '渠道工程师', channel_manager: '渠道经理', channel_lead: '渠道负责人', channel_headquarters: '总部' },
    remind: '催办', reminded: '已催办', delegates: '代办人', noDelegates: '没有代办人', noDelegatesText: '不在的时候，请人在一段时间内代您审批。', entrust: '委托代办', entrustSays: '期间由代办人审批，记录写明代谁；自己也仍可审批。', entrusted: '已委托', delegate: '谁代办', from: '从什么时候起', to: '到什么时候止', matters: '哪些事项', allIfEmpty: '不选就是全部', allMatters: '全部事项',
    approve: '同意', isApproved: '已同意', return: '退回', isReturned: '已退回', note: '意见', withdraw: '撤回', withdrawSays: '撤回后不再审批，要办再提。', isWithdrawn: '已撤回',
    endDelegation: '结束代办', endSays: '已经批的不变。', ended: '代办已结束', insteadOfMe: '{{name}}代我审批', insteadOf: '我代{{name}}审批',
  },
}
