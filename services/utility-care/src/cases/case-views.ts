import type { DirectoryUnit, DirectoryUser } from '@luyue/directory';
import { maskPhone } from '@luyue/kernel';
import { obligationView, type Obligation } from '@luyue/obligations';
import { actionsOfOrder, orderView } from '../work-orders/order-pages.ts';
import type { WorkOrder } from '../work-orders/work-order.entity.ts';
import type { OrderStatus } from '../work-orders/work-orders.rules.ts';
import type { Action, CaseRow, CaseView } from '../views.ts';
import type { ServiceCase } from './case.entity.ts';
import { caseMoves, missingForClosing, sinceReopened, type CaseStatus } from './cases.rules.ts';

export interface CaseSurroundings { now: Date; units: Map<string, DirectoryUnit>; users: Map<string, DirectoryUser>; obligations: Map<string, Obligation[]>; orders: Map<string, WorkOrder[]> }

/** The order that is being worked, or the last one. */
const orderOf = (row: ServiceCase, around: CaseSurroundings): WorkOrder | null => (around.orders.get(row.id) ?? []).toSorted((a, b) => Number(a.finishedAt !== null) - Number(b.finishedAt !== null) || b.createdAt.getTime() - a.createdAt.getTime())[0] ?? null;

/** The open obligation that is due first: what a list shows as the case's clock. */
function nextClock(rows: Obligation[]): Obligation | null {
  const open = rows.filter((o) => o.status === 'open');
  return open.toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))[0] ?? null;
}

export function caseRow(row: ServiceCase, around: CaseSurroundings): CaseRow {
  const order = orderOf(row, around);
  const next = nextClock(around.obligations.get(row.id) ?? []);
  return {
    id: row.id, number: row.number, kind: row.kind, faultScope: row.faultScope, severity: row.severity, status: row.status as CaseStatus, title: row.title, address: row.address, receivedAt: row.receivedAt.toISOString(),
    unitId: row.unitId, unitName: around.units.get(row.unitId)?.name ?? '', ownerName: (row.ownerUserId && around.users.get(row.ownerUserId)?.name) || null, workOrderStatus: (order?.status as OrderStatus | undefined) ?? null,
    assigneeName: (order?.assigneeUserId && around.users.get(order.assigneeUserId)?.name) || null, specialCare: row.specialCare, origin: row.origin, nextClock: next ? obligationView(next, around.now, around) : null, version: row.version,
  };
}

/** What may be done next: what is not allowed stays visible, with the reason (console principle 5). */
export function actionsOf(row: ServiceCase, pendingTransfer: boolean): Action[] {
  const status = row.status as CaseStatus;
  const closed = status === 'closed';
  const missing = missingForClosing({ ...row, status, linked: !!row.masterId, informed: !!row.informedAt, replied: !!row.repliedAt });
  const no = (zh: string, en: string, clause?: string) => ({ allowed: false, reason: { zh, en }, clause });
  const actions: Action[] = [
    { action: 'close', ...(closed ? no('已经关闭', 'already closed') : missing[0] ? no(missing[0].zh, missing[0].en, missing[0].clause) : { allowed: true }) },
    { action: 'note', allowed: true },
  ];
  if (closed) return [{ action: 'reopen', allowed: true }, ...actions];
  if (row.kind === 'repair') {
    const referable = caseMoves[status].includes('referred');
    actions.push({ action: 'refer', ...(referable ? { allowed: true } : no('这一步不能转介', 'cannot be referred at this point', 'UC-7.3c')) });
    actions.push({ action: 'reclassify', ...(status === 'open' || status === 'in_progress' ? { allowed: true } : no('已处理，不能改归属', 'dealt with; the side cannot change')) });
  }
  if (row.kind !== 'complaint' && !row.masterId) {
    actions.push({ action: 'grade', ...(row.severity === 'major' ? no('已是重大', 'already major') : { allowed: true }) });
    actions.push({ action: 'link', ...(caseMoves[status].includes('linked') ? { allowed: true } : no('这一步不能并单', 'cannot be linked at this point')) });
  }
  if (row.kind === 'repair' && row.faultScope === 'equipment') actions.push({ action: 'agree-window', ...(sinceReopened(row.milestones).some((m) => m.name === 'on_site') ? no('已到场，不用再约', 'already on site') : { allowed: true }) });
  if (row.kind === 'complaint') {
    actions.push({ action: 'investigate', allowed: true }, { action: 'reply', allowed: true });
    actions.push({ action: 'transfer', ...(pendingTransfer ? no('正等对方接收', 'waiting for the other to accept', 'UC-16a') : { allowed: true }) });
  }
  if (row.status === 'referred' || row.masterId) actions.push({ action: 'inform', ...(row.informedAt ? no('已告知', 'already told') : { allowed: true }) });
  return actions;
}

export interface CaseParts { account: { id: string; number: string; holderName: string } | null; master: ServiceCase | null; linked: ServiceCase[]; transfer: { id: string; toUserId: string; toUnitId: string; reason: string; status: string } | null; me: string | null }

export function caseView(row: ServiceCase, around: CaseSurroundings, parts: CaseParts): CaseView {
  const order = orderOf(row, around);
  const obligations = (around.obligations.get(row.id) ?? []).map((o) => obligationView(o, around.now, around));
  return {
    ...caseRow(row, around), account: parts.account, caller: { name: row.callerName, phoneMasked: maskPhone(row.callerPhone), relation: row.callerRelation }, description: row.description, symptom: row.symptom, answers: row.answers, channel: row.channel,
    milestones: row.milestones, master: parts.master && { id: parts.master.id, number: parts.master.number }, linked: parts.linked.map((c) => ({ id: c.id, number: c.number, callerName: c.callerName })),
    agreedWindow: row.agreedWindow, referralReason: row.referralReason, informedAt: row.informedAt?.toISOString() ?? null, repliedAt: row.repliedAt?.toISOString() ?? null, closedAt: row.closedAt?.toISOString() ?? null,
    obligations, workOrder: order && { ...orderView(order, around), actions: actionsOfOrder(order, parts.me) }, actions: actionsOf(row, !!parts.transfer),
    transfer: parts.transfer && { id: parts.transfer.id, toUserId: parts.transfer.toUserId, toUserName: around.users.get(parts.transfer.toUserId)?.name ?? '', toUnitName: around.units.get(parts.transfer.toUnitId)?.name ?? '', reason: parts.transfer.reason, status: parts.transfer.status },
  };
}
