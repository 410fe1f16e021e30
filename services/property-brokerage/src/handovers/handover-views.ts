import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { yuan } from '@luyue/kernel';
import { type Obligation, ObligationView, obligationView } from '@luyue/obligations';
import { type Context, may, Nested, NestedList, OrNull, Text } from '@luyue/platform';
import type { Deal } from '../deals/deal.entity.ts';
import type { Surroundings } from '../deals/deal-views.ts';
import { sideName } from '../deal-kinds.ts';
import { DealAction, UTILITIES } from '../views.ts';
import type { Handover } from './handover.entity.ts';
import { againstTheLease, f4Moves, FEE_KINDS, type FeeKind, isEditable, METERS, type Meter, PRESENT_AS, totalsOf } from './handovers.rules.ts';

const SIDES = ['seller', 'buyer'] as const;
const STATUSES = ['open', 'sent', 'received', 'returned'] as const;

export class PresentPersonView {
  @IsString() name: string;
  @IsIn(PRESENT_AS) as: (typeof PRESENT_AS)[number];
}
export class HandedItemView {
  @IsString() name: string;
  @IsInt() count: number;
}
export class MeterReadingView {
  @IsIn(METERS) meter: Meter;
  @OrNull() @IsString() meterNumber: string | null;
  @IsString() reading: string;
}
export class ListedUtilityView {
  @IsIn(UTILITIES) utility: (typeof UTILITIES)[number];
  @IsString() accountNumber: string;
}
export class FeePeriodView {
  @IsString() from: string;
  @IsString() until: string;
}
export class FeeLineView {
  @IsIn(FEE_KINDS) kind: FeeKind;
  @IsString() label: string;
  @IsIn(SIDES) from: (typeof SIDES)[number];
  @IsIn([...SIDES, 'other']) to: (typeof SIDES)[number] | 'other';
  /** In a lease lessor and lessee (PB-2). */
  @Nested(() => Text) fromName: Text;
  @Nested(() => Text) toName: Text;
  /** Yuan. */
  @IsString() amount: string;
  @OrNull() @Nested(() => FeePeriodView) period: FeePeriodView | null;
}
/** What a side pays and is paid by the list; `net` above zero is paid to it. Yuan. */
export class SideTotalView {
  @IsIn(SIDES) side: (typeof SIDES)[number];
  @Nested(() => Text) sideName: Text;
  @IsString() pays: string;
  @IsString() receives: string;
  @IsString() net: string;
}
export class ConfirmationView {
  @IsIn(SIDES) side: (typeof SIDES)[number];
  @IsString() by: string;
  @IsISO8601() at: string;
  @IsISO8601() recordedAt: string;
  @IsString() recordedBy: string;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
}
/** Handover, settlement and F4 of a deal (PB-4.9a). */
export class HandoverView {
  /** Of F4. */
  @IsIn(STATUSES) status: (typeof STATUSES)[number];
  @OrNull() @IsISO8601() handedOverAt: string | null;
  @OrNull() @IsString() handedOverBy: string | null;
  @NestedList(() => PresentPersonView) present: PresentPersonView[];
  @NestedList(() => HandedItemView) items: HandedItemView[];
  @NestedList(() => MeterReadingView) readings: MeterReadingView[];
  @NestedList(() => ListedUtilityView) utilities: ListedUtilityView[];
  @IsString() note: string;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @NestedList(() => FeeLineView) lines: FeeLineView[];
  @NestedList(() => SideTotalView) totals: SideTotalView[];
  @OrNull() @IsISO8601() listedAt: string | null;
  @NestedList(() => ConfirmationView) confirmations: ConfirmationView[];
  /** When both sides had confirmed. */
  @OrNull() @IsISO8601() settledAt: string | null;
  /** What F4 still needs before it can be sent; empty when nothing is. */
  @NestedList(() => Text) missing: Text[];
  @OrNull() @IsISO8601() sentAt: string | null;
  @OrNull() @IsString() sentBy: string | null;
  @OrNull() @IsISO8601() receivedAt: string | null;
  @OrNull() @IsString() receivedBy: string | null;
  @OrNull() @IsISO8601() returnedAt: string | null;
  @OrNull() @IsString() returnedBy: string | null;
  @OrNull() @IsString() returnReason: string | null;
  /** The step of the handover is open: the receipt of F4 ends it, and both parties are to be told (PB-4.8). */
  @IsBoolean() endsStep: boolean;
  /** Of PB-4.9a, in the order of their start. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @NestedList(() => DealAction) actions: DealAction[];
}

export interface F4Gap { field: string; zh: string; en: string }

/** What F4 still needs before it can be sent (PB-4.9a); empty when nothing is. */
export function missingOf(deal: Pick<Deal, 'business' | 'utilities' | 'specialistUserId'>, row: Handover | null): F4Gap[] {
  const gap = (lacks: boolean, field: string, zh: string, en: string): F4Gap[] => (lacks ? [{ field, zh, en }] : []);
  const { extra, missing } = againstTheLease(deal.business, deal.utilities, (row?.utilities ?? []).map((u) => u.utility));
  const unconfirmed = SIDES.filter((side) => !row?.confirmations.some((c) => c.side === side)).map((side) => ({ side, name: sideName(deal.business, side) }));
  return [
    ...gap(!row?.handedOverAt, 'handedOverAt', '房屋还没移交', 'the property has not been handed over'), ...gap(!row?.listedAt, 'lines', '费用还没结算', 'the fees have not been settled'),
    ...(row?.listedAt ? unconfirmed : []).map(({ side, name }) => ({ field: `confirmations.${side}`, zh: `${name.zh}还没确认结算清单`, en: `the ${name.en} has not confirmed the list` })),
    ...gap(Boolean(row?.handedOverAt && (extra.length || missing.length)), 'utilities', '过户项目和租约不一致', 'the utilities are not those of the lease'),
    ...gap(!deal.specialistUserId, 'specialistUserId', '还没有专员', 'no specialist has been named'),
  ];
}

export function handoverView(ctx: Context, deal: Deal, row: Handover | null, around: Omit<Surroundings, 'obligations'> & { obligations: Obligation[]; endsStep: boolean }): HandoverView {
  const instant = (at: Date | null | undefined): string | null => at?.toISOString() ?? null;
  const missing = missingOf(deal, row);
  return {
    status: row?.status ?? 'open', handedOverAt: instant(row?.handedOverAt), handedOverBy: row?.handedOverBy ?? null, present: row?.present ?? [], items: row?.items ?? [], readings: row?.readings ?? [], utilities: row?.utilities ?? [], note: row?.note ?? '',
    attachmentIds: row?.attachmentIds ?? [],
    lines: (row?.lines ?? []).map(({ kind, label, from, to, payee, amountFen, period }) => ({
      kind, label, from, to, fromName: sideName(deal.business, from), toName: to === 'other' ? { zh: payee!, en: payee! } : sideName(deal.business, to), amount: yuan(amountFen), period,
    })),
    totals: totalsOf(row?.lines ?? []).map(({ side, paysFen, receivesFen, netFen }) => ({ side, sideName: sideName(deal.business, side), pays: yuan(paysFen), receives: yuan(receivesFen), net: yuan(netFen) })),
    listedAt: instant(row?.listedAt), confirmations: row?.confirmations ?? [], settledAt: instant(row?.settledAt), missing: missing.map(({ zh, en }) => ({ zh, en })),
    sentAt: instant(row?.sentAt), sentBy: row?.sentBy ?? null, receivedAt: instant(row?.receivedAt), receivedBy: row?.receivedBy ?? null, returnedAt: instant(row?.returnedAt), returnedBy: row?.returnedBy ?? null, returnReason: row?.returnReason ?? null, endsStep: around.endsStep,
    obligations: around.obligations.filter((o) => o.clauseId === 'PB-4.9a').map((o) => obligationView(o, around.now, around)), actions: actionsOf(ctx, deal, row, missing),
  };
}

/** What this person may do with F4; what is not possible yet says why. */
function actionsOf(ctx: Context, deal: Deal, row: Handover | null, missing: F4Gap[]): DealAction[] {
  const status = row?.status ?? 'open';
  const holds = (permission: string): boolean => may(ctx, permission, deal.shopUnitId) || may(ctx, permission, deal.departmentUnitId);
  const no = (zh: string, en: string) => ({ allowed: false, reason: { zh, en }, clause: 'PB-4.9a' });
  const shop = holds('deal.write') && isEditable(status);
  return [
    ...(shop ? [{ action: 'record-handover', allowed: true }, { action: 'record-settlement', allowed: true }] : []),
    ...(shop ? [{ action: 'confirm-settlement', ...(row?.listedAt ? { allowed: true } : no('先录入结算清单', 'enter the list first')) }] : []),
    ...(shop ? [{ action: 'send-f4', ...(missing[0] ? no(missing[0].zh, missing[0].en) : { allowed: true }) }] : []),
    ...(holds('deal.work') && deal.specialistUserId === ctx.userId ? f4Moves[status].flatMap((to) => (to === 'received' ? [{ action: 'receive-f4', allowed: true }] : to === 'returned' ? [{ action: 'return-f4', allowed: true }] : [])) : []),
  ];
}
