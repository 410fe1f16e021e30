// The HTTP contract of the gateway, as far as the console reads it. Shapes follow the OpenAPI document.
export interface Ref { id: string; name: string }
export interface Words { zh: string; en: string }
/** A text of the record: in both languages where the system wrote it, as typed where a person did. */
export type Told = Words | string
export interface Page<T> { items: T[]; nextCursor: string | null }

export interface Place {
  tenantId: string; tenantName: string; tenantKind: 'headquarters' | 'subsidiary' | 'company'; parentName: string | null; sandbox: boolean
  unitId: string; unitName: string; roleNames: string[]; modules: string[]
}
export interface Session {
  accessToken: string; expiresAt: string
  user: { id: string; name: string; title: string; account: string }
  place: Place; permissions: string[]; places: Place[]
}

export type ClockState = 'open' | 'risk' | 'overdue' | 'met' | 'met_late' | 'paused' | 'waived' | 'cancelled'
export interface ObligationView {
  id: string; clauseId: string; label: Words
  subject: { type: string; id: string; number: string; title: string }
  owner: { unitId: string; unitName: string; userId: string | null; userName: string | null }
  status: 'open' | 'met' | 'met_late' | 'waived' | 'cancelled'; clock: ClockState
  startedAt: string; dueAt: string | null; provisional: boolean; breachedAt: string | null; settledAt: string | null
  pausedAt: string | null; pauseReason: string | null; usedShare: number; riskAt: string | null
  parameterKey: string | null; policyVersion: number | null
  outcome: { by?: string; note?: string; approver?: string; reason?: string } | null
  voidedByCalendar: boolean; origin: 'live' | 'import'; version: number
}

export type DayKind = 'workday' | 'weekend' | 'holiday' | 'makeup'
export interface ExplainedDay { date: string; kind: DayKind; counted: boolean; n?: number; name?: Words }
export interface ExplainedSpan { from: string; to: string; days: number; counted: number }
export interface Explanation {
  startedAt: string; clock: 'elapsed' | 'working_time' | 'working_days' | 'calendar_days' | 'months' | 'date' | 'none'
  amount?: number | null; unit?: string | null; zone?: string
  days?: ExplainedDay[]; spans?: ExplainedSpan[]
  pauses: { from: string; to?: string | null; reason: string }[]
  replacements: { at: string; dueAt: string; previousDueAt?: string | null; windowFrom?: string | null; agreedBy: string; channel: string; reason?: string | null }[]
  withoutPauseDueAt?: string | null; roll?: unknown; dueAt: string | null; provisional: boolean; provisionalBecause?: unknown
  calendarVersions: { year: number; version: number; published: boolean }[]
}
export interface LadderStep {
  origin: 'default' | 'headquarters' | 'own'; value: PolicyValue; version: number; effectiveFrom: string | null; setBy: string; rules: boolean; reason?: string
}
export interface ObligationDetail extends ObligationView {
  explanation: Explanation; ladder: LadderStep[]
  clause: { id: string; text: Words; strength: 'strict' | 'in_principle'; kinds: string[] }
  evidence: { kind: 'fact' | 'photo' | 'note'; at: string; by: string; text: Told; attachmentId?: string }[]
  history: { at: string; what: string; by: string; text: Told }[]
}

export type PolicyValue = number | string | boolean | (number | string)[] | null
export interface PolicyVersion {
  version: number; value: PolicyValue; effectiveFrom: string; mayTighten: boolean; reason: string; setBy: string; setAt: string; origin: 'headquarters' | 'own'
}
export interface PolicyView {
  key: string; label: Words; clauseIds: string[]; unit: string; clock: string; type: string; tighter: 'lower' | 'higher' | 'none'
  bounds: { min?: number; max?: number } | null; choices?: (number | string)[] | null; default: PolicyValue
  inForce: { value: PolicyValue; version: number; origin: 'default' | 'headquarters' | 'own'; since: string | null }
  own: PolicyVersion | null; headquarters: PolicyVersion | null; pending: PolicyVersion[]; mayChange: boolean; whyNot?: string
  differs?: { tenantId: string; tenantName: string; value: PolicyValue }[]
}
export type PolicyDetail = PolicyView & { history: PolicyVersion[] }
export interface CalendarYear { year: number; version: number; published: boolean; restDays: string[]; workDays: string[]; source: string }
export interface SandboxClock { sandbox: boolean; now: string; offsetSeconds: number }
export interface Unit { id: string; name: string; kind: string; parentId: string | null; designations: string[]; phone: string | null }
export interface Person {
  id: string; name: string; account: string; title: string; unitId: string; unitName: string
  roles: { roleId: string; roleName: string; unitId: string }[]; active: boolean; staffNumber: string | null
}
export interface Role { id: string; code: string; name: string; permissions: string[] }

export type CaseKind = 'consultation' | 'repair' | 'alarm' | 'complaint'
export type FaultScope = 'network' | 'equipment'
export type CaseStatus = 'open' | 'in_progress' | 'handled' | 'repaired' | 'referred' | 'closed' | 'linked' | 'transferred_out'
export type OrderStatus = 'queued' | 'assigned' | 'accepted' | 'on_the_way' | 'on_site' | 'handled' | 'repaired' | 'no_access' | 'closed' | 'cancelled'
export type Category = 'resident' | 'commercial' | 'industrial' | 'heating'
export interface AccountHit {
  id: string; number: string; holderName: string; phoneMasked: string; address: string; category: Category; specialCare: string | null
  matchedBy: 'phone' | 'number' | 'name' | 'address' | 'initials' | 'meter'
}
export interface Account {
  id: string; number: string; holderName: string; phoneMasked: string; contacts: { name: string; relation: string; phoneMasked: string }[]
  address: string; unitId: string; unitName: string; category: Category; gasType: string; supplyStatus: string; gasState: string
  specialCare: { kind: string; note: string } | null; meter: { number: string; model: string } | null
  openCases: CaseRow[]; recent: { at: string; kind: string; text: Told; caseId?: string }[]; version: number
}
export interface Symptom {
  code: string; label: string; kind: CaseKind; faultScope: FaultScope | null; questions: { id: string; text: string; options: string[] }[]
}
/** An open case of the same household and kind, as far as the desk needs to know it. */
export type DuplicateCase = Pick<CaseRow, 'id' | 'number' | 'title' | 'status' | 'receivedAt'> & Partial<CaseRow>
export interface PreviewClock {
  clauseId: string; label: Told; dueAt: string | null; parameterKey: string | null; amountText: Told; policyVersion: number | null; starts: 'now' | 'later'; note?: Told
}
export interface CasePreview { clocks: PreviewClock[]; duplicates: DuplicateCase[] }
export interface AgreedWindow { from: string; to: string; agreedBy: string; channel?: string }
export interface Milestone { name: string; at: string; by: string; recordedAt: string }
export interface CaseRow {
  id: string; number: string; kind: CaseKind; faultScope: FaultScope | null; severity: 'general' | 'major'; status: CaseStatus; title: string; address: string
  receivedAt: string; unitId: string; unitName: string; ownerName: string | null; workOrderStatus: OrderStatus | null; assigneeName: string | null
  specialCare: string | null; nextClock: ObligationView | null; version: number
}
export interface Action { action: string; allowed: boolean; needs?: ('note' | 'photo')[]; reason?: Told; clause?: string }
export interface Case extends CaseRow {
  account: AccountHit | null; caller: { name: string; phoneMasked: string }; description: string; symptom: string | null; channel: string
  milestones: Milestone[]; master: { id: string; number: string } | null; linked: { id: string; number: string; callerName: string }[]
  agreedWindow: AgreedWindow | null; obligations: ObligationView[]; workOrder: WorkOrder | null; actions: Action[]
  transfer?: { id: string; toUserId?: string; toUserName: string; toUnitName: string; reason: string; status: string } | null
}
export interface TimelineEvent {
  id: string; at: string; kind: 'call' | 'status' | 'message' | 'photo' | 'change' | 'note' | 'clock'; by: string; title: Told; text: Told
  clauseId?: string; clock?: ClockState; attachmentIds: string[]
}
export interface WorkOrder {
  id: string; number: string; caseId: string; caseNumber: string; kind: string; status: OrderStatus; unitId: string; assignee: Ref | null
  title: string; address: string; phoneMasked: string; specialCare: string | null; urgency: string; agreedWindow: AgreedWindow | null
  clock: ObligationView | null; milestones: Milestone[]; actions: Action[]; version: number
}
export interface Candidate { userId: string; name: string; team?: string; unitName?: string; qualified: boolean; reason?: Told; load: number; distance?: number | null }
export interface Callback {
  id: string; caseId: string; caseNumber: string; title: string; callerName: string; phoneMasked: string; kind: CaseKind; closedAt: string
  attempts: { at: string; outcome: 'reached' | 'no_answer'; by: string }[]; obligation: ObligationView; status: string
}
export interface Attachment { id: string; name: string; mime: string; bytes: number; sha256: string }
export type CaseCounts = Record<string, number>

export interface InboxItem { id: string; at: string; kind: string; title: Words; text: Words; link: string | null; clauseId?: string; read: boolean; urgent: boolean }
export interface OutboxMessage { id: string; at: string; channel: string; to: string; subject: string; text: string; status: string; reason?: string }

export interface ComplianceCell {
  columnId: string; total: number; inTime: number; rate: number | null; series: (number | null)[] | null
  waivedAfterBreach: number; cancelledAfterBreach: number; voided: number; suspended: number; imported: number
}
export interface ComplianceRow { clauseId: string; label: Words; kinds: string[]; cells: ComplianceCell[] }
export interface Compliance {
  asOf: string; lagSeconds: number; target: number
  tiles: {
    rate: number | null; ratePrevious: number | null; trend: (number | null)[]; overdueOpen: number
    oldestOverdue: { dueAt?: string | null; tenantName?: string; number?: string; id?: string } | null
    metLate: number; metLatePrevious: number; dueToday: number; dueTodayAtRisk: number; paused: number; waived: number
  }
  columns: { id: string; name: string; kind: 'all' | 'tenant' }[]
  rows: ComplianceRow[]; biggestChanges: { clauseId: string; columnId: string; delta: number }[]; deviations: number
}
export type DrillItem = ObligationView & { tenantName: string; address: string; lateBySeconds: number | null }
export interface Drill extends Page<DrillItem> { counts: { missed: number; inTime: number; running: number } }
