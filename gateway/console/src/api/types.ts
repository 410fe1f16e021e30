// The names that the console gives to the gateway's answers. What is in them, schema.ts says: it is made from the OpenAPI document (`npm run api`).
import type { components, paths } from './schema.ts'

type Schemas = components['schemas']
type Verb = 'get' | 'post'
type Success<R> = R extends { 200: infer A } ? A : R extends { 201: infer A } ? A : never

/** The paths that have this verb. */
export type PathOf<V extends Verb> = { [P in keyof paths]: paths[P] extends { [K in V]: { responses: unknown } } ? P : never }[keyof paths]
/** What a path answers on success; `undefined` where it answers without content. */
export type AnswerOf<P extends keyof paths, V extends Verb> =
  paths[P] extends { [K in V]: { responses: infer R } } ? (Success<R> extends { content: { 'application/json': infer Body } } ? Body : undefined) : never

export type FieldError = Schemas['FieldProblem']
export type Words = Schemas['Text']
/** A text of the record: in both languages where the system wrote it, as typed where a person did. */
export type Told = Words | string
export interface Page<T> { items: T[]; nextCursor: string | null }

export type Place = Schemas['Place']
export type Session = Schemas['SignedIn']

export type ObligationView = Schemas['ObligationView']
export type ObligationDetail = Schemas['ObligationDetail']
export type ClockState = ObligationView['clock']
export type ExplainedDay = Schemas['ExplainedDay']
export type LadderStep = Schemas['LadderStep']

export type Rulebook = Schemas['RulebookView']
export type PolicyView = Schemas['PolicyView']
export type PolicyDetail = Schemas['PolicyDetail']
export type PolicyValue = PolicyView['default']
export type PolicyReplay = Schemas['PolicyReplay']
export type CalendarYear = Schemas['YearView']
export type MovedDeadline = Schemas['MovedDeadline']
export type Unit = Schemas['UnitView']
export type Person = Schemas['UserView']
export type Agreement = Schemas['AgreementView']
export type CrossingPurpose = Schemas['CataloguePurpose']

export type CaseRow = Schemas['CaseRow']
export type Case = Schemas['CaseView']
export type CaseCounts = Schemas['CaseCounts']
export type CaseKind = CaseRow['kind']
export type FaultScope = NonNullable<CaseRow['faultScope']>
export type Action = Schemas['Action']
/** A line of a case or of a deal. */
export type TimelineEvent = Omit<Schemas['TimelineEntry'], 'kind'> & { kind: Schemas['TimelineEntry']['kind'] | Schemas['DealLine']['kind'] }
export type WorkOrder = Schemas['WorkOrderView']
export type OrderStatus = WorkOrder['status']
export type Candidate = Schemas['Candidate']
export type CrewMember = Schemas['CrewMember']
export type Callback = Schemas['CallbackItem']
export type Symptom = Schemas['Symptom']
export type CasePreview = Schemas['CasePreviewView']
/** An open case of the same household and kind, as far as the desk needs to know it. */
export type DuplicateCase = Schemas['DuplicateCase']
export type AccountHit = Schemas['AccountHit']
export type Account = Schemas['AccountPage']
export type AccountTransferRow = Schemas['TransferRow']
export type AccountTransfer = Schemas['TransferView']
export type Attachment = Schemas['AttachmentView']

export type Approval = Schemas['ApprovalView']
export type ApprovalChain = Schemas['ApprovalChainView']
export type Delegation = Schemas['DelegationView']

export type DealRow = Schemas['DealRow']
export type Deal = Schemas['DealView']
export type DealParty = Schemas['PartyView']
export type DealAction = Schemas['DealAction']
export type Transfer = Schemas['DocumentTransferView']
export type TransferItem = Schemas['TransferItemView']
export type TransferRound = Schemas['TransferRound']
export type PartyIntroduction = Schemas['PartyIntroduction']
export type ContractCopy = Schemas['ContractCopyView']
export type DealSteps = Schemas['DealStepsView']
export type DealStep = Schemas['StepView']
export type StepProgress = Schemas['StepProgress']
export type Appointment = Schemas['AppointmentView']
export type Handover = Schemas['HandoverView']
export type DealForms = Schemas['DealFormsView']
export type FormState = Schemas['FormState']
export type FormCode = FormState['form']
export type DealForm = Schemas['DealFormView']
export type FormSection = Schemas['FormSectionView']
export type FormNumber = Schemas['FormNumberView']
export type Receivables = Schemas['ReceivablesView']
export type Receivable = Schemas['ReceivableView']
export type F1Preview = Schemas['F1Preview']
export type DealUtilities = Schemas['DealUtilitiesView']
export type DealUtility = Schemas['UtilityView']
export type UtilityApplication = Schemas['ApplicationView']
export type UtilityApplicationRow = Schemas['ApplicationRow']
export type DealClients = Schemas['DealClients']
export type ClientLink = Schemas['ClientLinkView']
export type ClientWord = Schemas['ClientWordView']
export type FeeLine = Schemas['FeeLineView']
export type Receipt = Schemas['ReceiptView']
export type DealBook = Schemas['BookView']
export type BookEntry = Schemas['StatementEntry']
export type PayoutPlan = Schemas['PayoutPlanView']
export type PayoutCondition = Schemas['PayoutConditionView']
export type PaymentSlip = Schemas['PaymentSlipView']
export type SlipForm = Schemas['SlipFormView']
export type SlipField = Schemas['SlipFieldView']
export type SpecialistDay = Schemas['SpecialistDay']
export type StageColumn = Schemas['StageColumn']
export type AssignmentResult = Schemas['AssignmentResult']
export type DealArchive = Schemas['ArchiveView']
export type CatalogueLine = Schemas['CatalogueLineView']
export type ArchiveIntake = Schemas['ArchiveIntake']
export type ArchiveFile = Schemas['ArchiveFileView']
export type ArchiveLoan = Schemas['ArchiveLoanView']
export type DealCallback = Schemas['DealCallbackView']
export type CallbackStatistics = Schemas['CallbackStatistics']
export type Commission = Schemas['CommissionView']
export type CommissionSide = Schemas['CommissionSide']
export type CommissionConfirmation = Schemas['CommissionConfirmationView']
export type Reconciliation = Schemas['ReconciliationView']
export type ReconciliationLine = Schemas['ReconciliationLineView']
export type ExportView = Schemas['ExportView']
export type RevealedParty = Schemas['RevealedParty']
export type SpecialistLoad = Schemas['SpecialistLoad']
export type DealTemplate = Schemas['DealTemplateView']

export type VisitCustomer = Schemas['VisitCustomerView']
export type CustomerPurchase = Schemas['CustomerPurchaseView']
export type CustomerChange = Schemas['CustomerChangeView']
export type VisitRegion = Schemas['RegionView']

export type InboxItem = Schemas['InboxItem']
export type OutboxMessage = Schemas['OutboxMessage']

export type Compliance = Schemas['ComplianceMatrix']
export type ComplianceCell = Schemas['ComplianceCell']
export type ComplianceRow = Schemas['ComplianceRow']
export type DrillItem = Schemas['DrillItem']
export type Drill = Schemas['DrillPage']
