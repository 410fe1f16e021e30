import type { Appointment, DealAction, DealArchive, DealClients, DealForms, DealSteps, DealUtilities, Handover, ObligationView, PaymentSlip, PayoutCondition, Receipt, SlipField, StepProgress, Transfer } from '../../api/types.ts'
import type { Deed } from '../../components/form-fields.ts'
import { serverNow } from '../../shell/server-clock.ts'
import { answerWord } from './clients/client-deeds.ts'
import { archiveDeed } from './archive/archive-deeds.ts'
import { dealDeed, isVerb } from './deal-deeds.tsx'
import { checkCopy, handOverCopy } from './documents/copy-deeds.ts'
import { recordCall, textParties, uncalled, untexted } from './documents/informing-deeds.ts'
import { acceptTransfer, isMissing, refuseTransfer } from './documents/transfer-deeds.ts'
import { completeForms } from './forms/form-deeds.ts'
import { handoverDeed } from './handover/handover-deeds.ts'
import { reportReceipts, unreported } from './money/receipt-deeds.ts'
import { auditSlip, awaitsAuditOf, editSlip, mayPay, paySlip, submitSlip, writeSlip } from './money/slip-deeds.ts'
import { owed, type Scene } from './scene.ts'
import { tellParty, untold } from './steps/progress-deeds.ts'
import { finishStep, startStep } from './steps/step-deeds.ts'
import { attendVisit, makeVisit } from './steps/visit-deeds.ts'
import { utilityDeed } from './utilities/utility-deeds.ts'

/** One thing that waits for this person: a deed, or the page where it is done. */
export interface Todo {
  title: string
  deed?: Deed
  /** Part of the deal's address. */
  to?: 'documents' | 'forms'
  note?: string | undefined
  clock: ObligationView | null
  may?: DealAction | undefined
  /** Possible, but nobody waits for it: never the one big button. */
  quiet?: true
}

export interface Parts {
  transfer: Transfer | undefined
  steps: DealSteps | undefined
  handover: Handover | undefined
  archive: DealArchive | undefined
  visits: Appointment[]
  progress: StepProgress[]
  receipts: Receipt[]
  conditions: PayoutCondition[]
  slips: PaymentSlip[]
  form: SlipField[]
  forms: DealForms | undefined
  utilities: DealUtilities | undefined
  clients: DealClients | undefined
}

/** All that waits for whoever looks, what is due first on top. */
export function todosOf(scene: Scene, parts: Parts): Todo[] {
  if (scene.closed) return []
  const todos = [...ofDeal(scene), ...ofTransfer(scene, parts), ...ofForms(scene, parts), ...ofSteps(scene, parts), ...ofHandover(scene, parts), ...ofUtilities(scene, parts), ...ofMoney(scene, parts), ...ofClients(scene, parts), ...ofArchive(scene, parts)]
  const due = ({ clock, may, quiet }: Todo) => (quiet || (may && !may.allowed) ? Infinity : clock?.dueAt ? Date.parse(clock.dueAt) : Number.MAX_SAFE_INTEGER)
  return todos.toSorted((a, b) => (due(a) === due(b) ? 0 : due(a) - due(b)))
}

const asTodo = (deed: Deed, clock: ObligationView | null, more: Partial<Todo> = {}): Todo => ({ title: deed.title, deed, clock, ...more })

function ofDeal(scene: Scene): Todo[] {
  const clauses: Record<string, string> = { 'send-f1': 'PB-4.1a', assign: 'PB-4.1b' }
  return scene.deal.actions.flatMap((may) => (isVerb(may.action) && ['send-f1', 'accept', 'assign'].includes(may.action) ? [asTodo(dealDeed(scene, may.action), clauses[may.action] ? owed(scene.deal, clauses[may.action]!) : null, { may })] : []))
}

function ofTransfer(scene: Scene, { transfer }: Parts): Todo[] {
  if (!transfer) return []
  const { deal, mine, may, t } = scene
  const { introductions, contractCopy, current, items } = transfer
  const todos: Todo[] = []
  const missing = items.filter(isMissing).length
  if (current?.status === 'open' && missing > 0 && may('deal.write')) todos.push({ title: t('todo.bring'), to: 'documents', note: t('transfer.missing', { count: missing }), clock: owed(deal, 'PB-4.1c') })
  const round = { 'accept-transfer': acceptTransfer, 'refuse-transfer': refuseTransfer }
  for (const action of transfer.actions) todos.push(asTodo(round[action.action as keyof typeof round](scene, transfer), action.action === 'accept-transfer' ? owed(deal, 'PB-4.1c') : null, { may: action, ...(action.action === 'refuse-transfer' && { quiet: true }) }))
  if (deal.takenAt && may('deal.write')) for (const party of uncalled(introductions.parties, introductions.attempts)) todos.push({ ...asTodo(recordCall(scene, party), owed(deal, 'PB-4.3a')), title: t('todo.call', { name: party.contact }) })
  const toText = untexted(introductions.parties)
  if (deal.takenAt && mine && toText.length > 0) todos.push(asTodo(textParties(scene), owed(deal, 'PB-4.3a'), { note: toText.map((party) => party.contact).join(t('mark.list')) }))
  for (const action of contractCopy.actions) if (action.allowed) todos.push(asTodo(action.action === 'check-copy' ? checkCopy(scene) : handOverCopy(scene, contractCopy.heads), owed(deal, 'PB-4.4')))
  return todos
}

/** PB-4.3b: declared once nothing is missing; until then the page says what is. */
function ofForms(scene: Scene, { forms }: Parts): Todo[] {
  if (!forms || !scene.deal.takenAt) return []
  const clock = owed(scene.deal, 'PB-4.3b')
  return forms.actions.map((action) => (action.allowed ? asTodo(completeForms(scene), clock) : { title: scene.t('todo.fillForms'), to: 'forms', note: scene.formats.words(action.reason), clock }))
}

function ofSteps(scene: Scene, { steps, visits, progress, utilities }: Parts): Todo[] {
  const { deal, mine, t, formats } = scene
  if (!mine || !deal.takenAt) return []
  const waiting = progress.filter((each) => !each.toldAt && untold(each).some((party) => !party.texts.some((text) => text.result === null)))
  const tell = waiting.map((each): Todo => ({ ...asTodo(tellParty(scene, each), owed(deal, 'PB-4.8', each.stepId)), title: t('todo.tell', { step: formats.words(each.name) }), note: untold(each).map((party) => party.contact).join(t('mark.list')) }))
  const step = steps?.steps.find((each) => each.key === steps.stage)
  // What runs at a utility ends with the answer to its application.
  if (!step || utilities?.items.some((each) => each.stepId === step.id && each.applications.some((application) => !application.endedAt))) return tell
  const clock = owed(deal, 'PB-4.5', step.id)
  if (!step.clientPresent || step.accompanied) return [...tell, asTodo(step.state === 'in_progress' || step.accompanied ? finishStep(scene, step) : startStep(scene, step), clock)]
  const visit = visits.find((each) => each.stepId === step.id && each.status === 'planned')
  if (!visit) return [...tell, { ...asTodo(makeVisit(scene, step), clock), title: t('todo.visit', { step: formats.words(step.name) }) }]
  const note = `${formats.at(visit.startsAt)} ${visit.place}`
  return [...tell, asTodo(attendVisit(scene, visit), clock, { note, ...(Date.parse(visit.startsAt) > serverNow() && { may: { action: 'attend', allowed: false, reason: { zh: '还没到约定时间', en: 'not yet the time agreed' } } }) })]
}

/** PB-4.9a: the shop hands over when it is the turn of that; F4 goes on when it can, and is received. */
function ofHandover(scene: Scene, { handover, steps }: Parts): Todo[] {
  if (!handover || !scene.deal.takenAt) return []
  const turn = steps?.stage === 'handover'
  const asked: Record<string, boolean> = { 'record-handover': turn && !handover.handedOverAt, 'record-settlement': turn && !handover.listedAt, 'confirm-settlement': Boolean(handover.listedAt) && !handover.settledAt, 'send-f4': true, 'receive-f4': true }
  return handover.actions.flatMap((action) => {
    const deed = action.allowed && asked[action.action] ? handoverDeed(scene, handover, action.action) : null
    return deed ? [asTodo(deed, owed(scene.deal, 'PB-4.9a'))] : []
  })
}

/** PB-4.9b: once F4 is here each utility on it is applied for and acknowledged; its answer is waited for. */
function ofUtilities(scene: Scene, { utilities }: Parts): Todo[] {
  if (!utilities?.f4ReceivedAt) return []
  return utilities.items.filter((each) => each.listed).flatMap((utility) => {
    const action = utility.actions.find((each) => each.allowed && each.action !== 'withdraw')
    const deed = action && utilityDeed(scene, utility, action.action)
    if (!deed) return []
    return [{ ...asTodo(deed, owed(scene.deal, 'PB-4.9b', utility.stepId) ?? owed(scene.deal, 'PB-4.9b', scene.deal.id)), title: `${deed.title}${scene.t('mark.colon')}${scene.formats.words(utility.name)}`, ...(action.action === 'record-result' && { quiet: true as const }) }]
  })
}

/** PB-4.8: a party asked on its page and waits for the answer. */
function ofClients(scene: Scene, { clients }: Parts): Todo[] {
  if (!clients || !scene.mine || !scene.may('deal.work')) return []
  return clients.words.filter((word) => word.kind === 'question' && word.answer === null).map((word) => ({ ...asTodo(answerWord(scene, word), null, { note: word.text }), title: scene.t('todo.answer', { name: word.name }) }))
}

function ofMoney(scene: Scene, { receipts, conditions, slips, form }: Parts): Todo[] {
  const { deal, mine, may, t, userId } = scene
  const todos: Todo[] = []
  const report = unreported(receipts)
  const first = report.map((receipt) => owed(deal, 'PB-4.6', receipt.id)).filter((clock) => clock !== null).toSorted((a, b) => Date.parse(a.dueAt ?? '') - Date.parse(b.dueAt ?? ''))[0]
  if (report.length > 0 && may('funds.receive')) todos.push(asTodo(reportReceipts(scene, report), first ?? null, { note: t('receipt.count', { count: report.length }) }))
  for (const condition of conditions) {
    const without = condition.state === 'met' && !slips.some((slip) => slip.conditionId === condition.id && slip.status !== 'withdrawn')
    if (mine && without) todos.push({ ...asTodo(writeSlip(scene, condition, form), owed(deal, 'PB-4.7', condition.id)), title: t('todo.slip', { label: condition.label }) })
  }
  for (const slip of slips) {
    const clock = slip.conditionId ? owed(deal, 'PB-4.7', slip.conditionId) : null
    if (mine && (slip.status === 'draft' || slip.status === 'returned')) todos.push(asTodo(slip.hindrances.length > 0 ? editSlip(scene, slip, form) : submitSlip(scene, slip), clock, { note: slip.number }))
    if (awaitsAuditOf(slip, userId)) todos.push(asTodo(auditSlip(scene, slip), clock, { note: `${slip.number} ${slip.payeeName}` }))
    if (may('slip.pay') && mayPay(slip, userId)) todos.push(asTodo(paySlip(scene, slip), clock, { note: `${slip.number} ${slip.payeeName}` }))
  }
  return todos
}

/** PB-4.10: handed over once the formalities are done, then received or sent back by the archivist. */
function ofArchive(scene: Scene, { archive }: Parts): Todo[] {
  if (!archive || archive.state === 'not_due') return []
  return archive.actions.flatMap((may) => {
    const deed = archiveDeed(scene, archive, may.action)
    return deed ? [asTodo(deed, owed(scene.deal, 'PB-4.10'), { may, ...(may.action === 'return-archive' && { quiet: true }) })] : []
  })
}
