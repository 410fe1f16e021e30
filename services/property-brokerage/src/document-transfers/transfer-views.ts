import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { localDay } from '@luyue/kernel';
import { type Obligation, ObligationView, obligationView } from '@luyue/obligations';
import { type Context, Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { ContractCopyView } from '../contract-copies/contract-copy-views.ts';
import { sideName } from '../deal-kinds.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import type { Surroundings } from '../deals/deal-views.ts';
import { IntroductionsView } from '../introductions/introduction-views.ts';
import { DealAction } from '../views.ts';
import type { DocumentTransfer, TransferItem } from './transfer.entity.ts';
import { isMissing } from './transfers.rules.ts';

export type AcceptIncomplete = 'refused' | 'with_reason';

export class RefusedDocument {
  @IsUUID() itemId: string;
  @Nested(() => Text) name: Text;
  /** The party whose it is; empty for the deal. */
  @IsString() whose: string;
}
export class TransferRound {
  @IsInt() round: number;
  @IsIn(['open', 'accepted', 'refused', 'cancelled']) status: 'open' | 'accepted' | 'refused' | 'cancelled';
  @IsISO8601() openedAt: string;
  @OrNull() @IsISO8601() closedAt: string | null;
  @OrNull() @IsString() closedBy: string | null;
  @OrNull() @IsString() reason: string | null;
  /** What its refusal named. */
  @NestedList(() => RefusedDocument) missing: RefusedDocument[];
  /** PB-4.1c of this round; null where the shop is outside the regulation. */
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
}
export class TransferItemView {
  @IsUUID() id: string;
  @IsString() key: string;
  @Nested(() => Text) name: Text;
  @OrNull() @IsUUID() partyId: string | null;
  /** Name of the party whose it is; empty for the deal. */
  @IsString() whose: string;
  /** Null for the deal, and for somebody who is no party any more. */
  @OrNull() @Nested(() => Text) sideName: Text | null;
  @IsBoolean() fromTemplate: boolean;
  @IsIn(['missing', 'brought', 'accepted', 'refused', 'owed', 'not_applicable']) state: 'missing' | 'brought' | 'accepted' | 'refused' | 'owed' | 'not_applicable';
  @OrNull() @IsString() reason: string | null;
  /** A date, by whose end the agent brings it. */
  @OrNull() @IsString() owedUntil: string | null;
  @OrNull() @IsString() originalPlace: string | null;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @OrNull() @IsISO8601() broughtAt: string | null;
  @OrNull() @IsString() broughtBy: string | null;
  @IsISO8601() notedAt: string;
  @IsString() notedBy: string;
  /** PB-4.2 of a document that the transfer was accepted without. */
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
}
export class DocumentTransferView {
  @IsUUID() dealId: string;
  /** The last round; null before a specialist is named. */
  @OrNull() @Nested(() => TransferRound) current: TransferRound | null;
  /** The latest first. */
  @NestedList(() => TransferRound) earlier: TransferRound[];
  @IsInt() rounds: number;
  /** Calendar days since F1 came, until the acceptance or today; null before F1. */
  @OrNull() @IsInt() totalDays: number | null;
  @NestedList(() => TransferItemView) items: TransferItemView[];
  /** How many documents apply, and how many of them are there. */
  @IsInt() needed: number;
  @IsInt() complete: number;
  /** Whether the company accepts a transfer with a reason and a due date for each missing document (PB-4.2). */
  @IsIn(['refused', 'with_reason']) acceptIncomplete: AcceptIncomplete;
  @Nested(() => IntroductionsView) introductions: IntroductionsView;
  @Nested(() => ContractCopyView) contractCopy: ContractCopyView;
  @NestedList(() => DealAction) actions: DealAction[];
}

/** What the page is made of. */
export interface TransferParts { rounds: DocumentTransfer[]; items: TransferItem[]; parties: DealParty[]; incomplete: AcceptIncomplete; introductions: IntroductionsView; contractCopy: ContractCopyView }
export interface TransferSurroundings extends Surroundings { zone: string }

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

export function transferView(ctx: Context, deal: Deal, { rounds, items, parties, incomplete, introductions, contractCopy }: TransferParts, around: TransferSurroundings): DocumentTransferView {
  const shown = (o: Obligation | undefined): ObligationView | null => (o ? obligationView(o, around.now, around) : null);
  // Each round has the clock that opened with it; that of the first began when F1 came.
  const clocks = (around.obligations.get(deal.id) ?? []).filter((o) => o.clauseId === 'PB-4.1c');
  const views = rounds.map((r, i): TransferRound => ({ round: r.round, status: r.status, openedAt: r.openedAt.toISOString(), closedAt: instant(r.closedAt), closedBy: r.closedBy, reason: r.reason, missing: r.missing, obligation: shown(clocks[i]) })).toReversed();
  const applying = items.filter((i) => i.state !== 'not_applicable');
  return {
    dealId: deal.id, current: views[0] ?? null, earlier: views.slice(1), rounds: rounds.length, totalDays: deal.f1SentAt && daysBetween(deal.f1SentAt, deal.takenAt ?? around.now, around.zone), needed: applying.length,
    complete: applying.filter((i) => i.state === 'brought' || i.state === 'accepted').length, acceptIncomplete: incomplete, items: items.map((i) => itemView(deal, i, parties, shown(around.obligations.get(i.id)?.at(-1)))), introductions, contractCopy,
    actions: rounds.at(-1)?.status === 'open' && deal.specialistUserId === ctx.userId ? roundActions(items, incomplete) : [],
  };
}

function itemView(deal: Deal, i: TransferItem, parties: DealParty[], obligation: ObligationView | null): TransferItemView {
  const party = parties.find((p) => p.id === i.partyId);
  const { id, key, name, partyId, whose, fromTemplate, state, reason, owedUntil, originalPlace, attachmentIds, broughtBy, notedBy } = i;
  return {
    id, key, name, partyId, whose, sideName: party ? sideName(deal.business, party.side) : null, fromTemplate, state, reason, owedUntil, originalPlace, attachmentIds, broughtAt: instant(i.broughtAt), broughtBy, notedAt: i.notedAt.toISOString(), notedBy, obligation,
  };
}

/** What the specialist may do with the round now; an acceptance that is not possible says why. */
function roundActions(items: TransferItem[], incomplete: AcceptIncomplete): DealAction[] {
  const missing = items.filter((i) => isMissing(i.state)).length;
  const accept = missing && incomplete === 'refused' ? { allowed: false, reason: { zh: `还缺 ${missing} 份资料`, en: `${missing} documents are missing` }, clause: 'PB-4.2' } : { allowed: true };
  return [{ action: 'accept-transfer', ...accept }, { action: 'refuse-transfer', allowed: true }];
}

const daysBetween = (from: Date, to: Date, zone: string): number => localDay(to.getTime(), zone) - localDay(from.getTime(), zone);
