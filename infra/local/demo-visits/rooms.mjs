// The rooms that a quarter of visits goes through, of a distributor-visits service that runs.
const ROOMS = {
  policies: ['basic-policies/basic-policies.service', 'BasicPolicies'], regions: ['regions/regions.service', 'Regions'], customers: ['customers/customers.service', 'Customers'],
  schemes: ['grading/grade-schemes', 'GradeSchemes'], grades: ['grading/grading.service', 'Grades'], plans: ['plans/plans.service', 'Plans'], planned: ['plans/planned-visits', 'PlannedVisits'], proposals: ['proposals/proposals.service', 'Proposals'],
  sync: ['visits/visit-sync', 'VisitSync'], surveys: ['surveys/surveys.service', 'Surveys'], daily: ['daily-reports/daily-reports.service', 'DailyReports'], desk: ['daily-reports/daily-desk', 'DailyDesk'],
  urgent: ['urgent-reports/urgent-reports.service', 'UrgentReports'], monthly: ['monthly-reports/monthly-reports.service', 'MonthlyReports'], inquiries: ['inquiry-cards/inquiry-cards.service', 'InquiryCards'],
  opinions: ['opinions/opinions.service', 'Opinions'], intelligence: ['intelligence/intelligence.service', 'Intelligence'], appeals: ['appeals/appeals.service', 'Appeals'], problems: ['problems/problems.service', 'Problems'],
  problemDesk: ['problems/problem-desk', 'ProblemDesk'], events: ['events/events.service', 'Events'], items: ['items/items.service', 'Items'], budgets: ['item-budgets/item-budgets.service', 'ItemBudgets'],
  gifts: ['gifts/gifts.service', 'Gifts'], giftDesk: ['gifts/gift-desk', 'GiftDesk'],
};

/** @param {(type: Function) => object} get answers the instance of a class */
export async function roomsOfVisits(get) {
  const [{ TenantDatabase, systemContext }, { Directory }, { systemRoles }, ...modules] = await Promise.all([
    import('@luyue/platform'), import('@luyue/directory'), import('@luyue/regulations'), ...Object.values(ROOMS).map(([path]) => import(`@luyue/distributor-visits/${path}`)),
  ]);
  const rooms = Object.fromEntries(Object.entries(ROOMS).map(([name, [, type]], i) => [name, get(modules[i][type])]));
  return { ...rooms, database: get(TenantDatabase), directory: get(Directory), permissions: new Map(systemRoles(['distributor-visits']).map((role) => [role.code, role.permissions])), systemContext };
}
