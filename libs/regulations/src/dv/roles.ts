import { STAFF } from '../pf/roles.ts';
import type { RoleEntry } from '../role-entry.ts';

export const distributorVisitsPermissions = [
  'visitCustomer.read', 'visitCustomer.write', 'visitRegion.write', 'visitGrade.write', 'visitPlan.read', 'visitPlan.write', 'basicPolicy.publish', 'visit.read', 'visit.work', 'visitSurvey.write', 'visitOpinion.work', 'visitIntelligence.work', 'visitIntelligence.check',
  'dailyReport.read', 'dailyReport.write', 'dailyReport.triage', 'visitMonthlyReport.read', 'visitMonthlyReport.write', 'urgentReport.file', 'urgentReport.acknowledge', 'giftItem.read', 'giftItem.work', 'giftApplication.write', 'giftApplication.approve',
  'technicalProblem.work', 'technicalProblem.answer', 'customerEvent.work', 'fieldRules.publish', 'visitAnalysis.read',
] as const;
type Permission = (typeof distributorVisitsPermissions)[number] | (typeof STAFF)[number] | 'insight.read' | 'obligation.waive' | 'import.run' | 'outbox.read';

const READER = [...STAFF, 'visitCustomer.read', 'visitPlan.read', 'visit.read', 'giftItem.read'] as const satisfies Permission[];
const ABOVE = [...READER, 'basicPolicy.publish', 'dailyReport.read', 'visitMonthlyReport.read', 'urgentReport.acknowledge', 'giftApplication.approve', 'visitAnalysis.read', 'insight.read'] as const satisfies Permission[];

/** Roles of a manufacturer that visits its distributors; the superior (主管上级) is whoever manages the unit above the supervisor's (reading 12). */
export const distributorVisitsRoles: RoleEntry<Permission>[] = [
  { code: 'administrator', zh: '管理员', en: 'Administrator', permissions: ['visitCustomer.read', 'visitPlan.read', 'visitRegion.write', 'visitSurvey.write', 'fieldRules.publish'] },
  { code: 'visitor', zh: '巡访员', en: 'Visitor', permissions: [...READER, 'visitCustomer.write', 'visit.work', 'visitOpinion.work', 'visitIntelligence.work', 'dailyReport.read', 'dailyReport.write', 'urgentReport.file', 'giftApplication.write', 'technicalProblem.work', 'customerEvent.work'] },
  { code: 'technician', zh: '技术人员', en: 'Technician', permissions: [...READER, 'visit.work', 'dailyReport.read', 'dailyReport.write', 'technicalProblem.work', 'customerEvent.work'] },
  { code: 'salesperson', zh: '业务员', en: 'Salesperson', permissions: [...READER, 'visitCustomer.write'] },
  {
    code: 'supervisor', zh: '主管', en: 'Supervisor',
    permissions: [
      ...READER, 'visitCustomer.write', 'visitRegion.write', 'visitGrade.write', 'visitPlan.write', 'visitSurvey.write', 'visitOpinion.work', 'visitIntelligence.work', 'visitIntelligence.check', 'dailyReport.read', 'dailyReport.triage', 'visitMonthlyReport.read', 'visitMonthlyReport.write', 'urgentReport.file',
      'giftItem.work', 'giftApplication.write', 'technicalProblem.work', 'customerEvent.work', 'visitAnalysis.read', 'insight.read', 'obligation.waive', 'import.run', 'outbox.read',
    ],
  },
  { code: 'unit_manager', zh: '单位负责人', en: 'Unit manager', permissions: [...ABOVE] },
  { code: 'leader', zh: '分管领导', en: 'Leader in charge', permissions: [...ABOVE] },
  { code: 'department_expert', zh: '生产、技术部门人员', en: 'Production or technical department', permissions: [...STAFF, 'visitCustomer.read', 'technicalProblem.answer'] },
  { code: 'materials_keeper', zh: '物品管理员', en: 'Keeper of samples and gifts', permissions: [...STAFF, 'visitCustomer.read', 'giftItem.read', 'giftItem.work'] },
  { code: 'hq_supervisor', zh: '总部督导', en: 'Headquarters supervisor', permissions: ['visitCustomer.read', 'visitPlan.read', 'visit.read', 'dailyReport.read', 'visitMonthlyReport.read', 'visitAnalysis.read'] },
];
