/** Where a record stands that a line of a report was taken from. */
export const reportPages: Record<string, (id: string) => string> = {
  daily_report: (id) => `/daily-reports?id=${id}`, urgent_report: (id) => `/urgent-reports?id=${id}`, technical_problem: (id) => `/visit-problems?id=${id}`, visit: (id) => `/visits?id=${id}`, visit_customer: (id) => `/visit-customers/${id}`,
}
