// The rooms that a deal goes through, of a property-brokerage service that runs.
const ROOMS = {
  signing: ['signing/signing.service', 'Signing'], assignments: ['assignments/assignments.service', 'Assignments'], deals: ['deals/deals.service', 'Deals'], checklist: ['document-transfers/checklist', 'Checklist'],
  transfers: ['document-transfers/document-transfers.service', 'DocumentTransfers'], introductions: ['introductions/introductions.service', 'Introductions'], copies: ['contract-copies/contract-copies.service', 'ContractCopies'],
  messages: ['messages/messages.service', 'DealMessages'], steps: ['steps/steps.service', 'Steps'], stepRecord: ['steps/step-record', 'StepRecord'], appointments: ['appointments/appointments.service', 'Appointments'], progress: ['progress/progress.service', 'Progress'],
  receipts: ['held-funds/receipts.service', 'Receipts'], reports: ['held-funds/receipt-reports', 'ReceiptReports'], conditions: ['payout-conditions/payout-conditions.service', 'PayoutConditions'], slips: ['payment-slips/payment-slips.service', 'PaymentSlips'],
  desk: ['payment-slips/slip-desk', 'SlipDesk'], handovers: ['handovers/handovers.service', 'Handovers'], utilities: ['utilities/utilities.service', 'Utilities'], partners: ['utilities/partner-requests', 'PartnerRequests'],
  receivables: ['receivables/receivables.service', 'Receivables'], forms: ['forms/forms.service', 'DealForms'], archives: ['archives/archives.service', 'Archives'], archiveFiles: ['archive-files/archive-files.service', 'ArchiveFiles'],
  loans: ['archive-files/archive-loans', 'ArchiveLoans'], callbacks: ['callbacks/callbacks.service', 'Callbacks'], commissions: ['commissions/commissions.service', 'Commissions'], reconciliations: ['reconciliations/reconciliations.service', 'Reconciliations'],
};

/** @param {(type: Function) => object} get answers the instance of a class */
export async function roomsOf(get) {
  const [{ TenantDatabase, systemContext }, { Files }, { Directory }, contracts, { systemRoles }, ...modules] = await Promise.all([
    import('@luyue/platform'), import('@luyue/files'), import('@luyue/directory'), import('@luyue/contracts'), import('@luyue/regulations'), ...Object.values(ROOMS).map(([path]) => import(`@luyue/property-brokerage/${path}`)),
  ]);
  const rooms = Object.fromEntries(Object.entries(ROOMS).map(([name, [, type]], i) => [name, get(modules[i][type])]));
  const permissions = new Map(systemRoles(['property-brokerage']).map((role) => [role.code, role.permissions]));
  return { ...rooms, database: get(TenantDatabase), files: get(Files), directory: get(Directory), permissions, systemContext, contracts };
}
