import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsOptional, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';

// What several rooms answer with: deals and their parties as people see them.

/** What can be transferred to another name at the handover (PB-4.9b). */
export const UTILITIES = ['gas', 'cable', 'water', 'power'] as const;
export const DEAL_STATUSES = ['signed', 'submitted', 'assigned', 'taken', 'formalities_done', 'archived', 'cancelled'] as const;

export class RepresentativeView {
  @IsString() name: string;
  @IsString() phoneMasked: string;
  @IsString() idNumberMasked: string;
}

/** A party as everybody sees it: phone and identity masked; the full ones are revealed with a reason. */
export class PartyView {
  @IsUUID() id: string;
  @IsIn(['seller', 'buyer']) side: 'seller' | 'buyer';
  /** In a lease lessor and lessee (PB-2). */
  @Nested(() => Text) sideName: Text;
  @IsString() name: string;
  @IsString() phoneMasked: string;
  @IsIn(['id_card', 'passport', 'business_licence', 'other']) idKind: string;
  @IsString() idNumberMasked: string;
  @OrNull() @IsString() email: string | null;
  @OrNull() @Nested(() => RepresentativeView) representative: RepresentativeView | null;
}

export class PropertyView {
  @IsString() address: string;
  @OrNull() @IsString() certificateNumber: string | null;
  @OrNull() @IsNumber() areaSquareMetres: number | null;
  @IsString() use: string;
}

/** What may be done next; what is not allowed is there too, with the reason. */
export class DealAction {
  @IsString() action: string;
  @IsBoolean() allowed: boolean;
  @IsOptional() @Nested(() => Text) reason?: Text;
  @IsOptional() @IsString() clause?: string;
}

export class DealRow {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsIn(['sale', 'lease']) business: 'sale' | 'lease';
  @OrNull() @IsIn(['full_payment', 'mortgage']) payment: 'full_payment' | 'mortgage' | null;
  @IsIn(DEAL_STATUSES) status: (typeof DEAL_STATUSES)[number];
  @IsString() title: string;
  @IsString() city: string;
  @IsString() address: string;
  /** Yuan. */
  @IsString() price: string;
  @IsISO8601() signedAt: string;
  /** The step where it stands, and whom it waits for; null when nothing is left. */
  @OrNull() @Nested(() => Text) stage: Text | null;
  @OrNull() @IsString() waitingFor: string | null;
  @IsUUID() shopUnitId: string;
  @IsString() shopName: string;
  @IsString() departmentName: string;
  @IsString() agentName: string;
  @OrNull() @IsUUID() specialistUserId: string | null;
  @OrNull() @IsString() specialistName: string | null;
  @OrNull() @Nested(() => ObligationView) nextClock: ObligationView | null;
}

export class DealView extends DealRow {
  @Nested(() => PropertyView) property: PropertyView;
  @IsString() contractNumber: string;
  @IsString() commissionSeller: string;
  @IsString() commissionBuyer: string;
  @IsArray() @IsIn(UTILITIES, { each: true }) utilities: string[];
  @IsUUID() departmentUnitId: string;
  @IsUUID() agentUserId: string;
  @OrNull() @IsISO8601() specialistAcceptedAt: string | null;
  @OrNull() @IsUUID() templateId: string | null;
  @IsInt() templateEdition: number;
  @OrNull() @IsISO8601() f1SentAt: string | null;
  @OrNull() @IsISO8601() takenAt: string | null;
  @OrNull() @IsISO8601() f4ReceivedAt: string | null;
  @OrNull() @IsISO8601() formalitiesDoneAt: string | null;
  @OrNull() @IsISO8601() archivedAt: string | null;
  @OrNull() @IsISO8601() cancelledAt: string | null;
  @OrNull() @IsString() cancelReason: string | null;
  @IsIn(['live', 'import']) origin: 'live' | 'import';
  @NestedList(() => PartyView) parties: PartyView[];
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @NestedList(() => DealAction) actions: DealAction[];
}

/** Accounts of a deal's book that a slip can pay from: what is held of each side, for itself, for its taxes and for its commission. */
export const PAYING_ACCOUNTS = ['held_seller', 'held_buyer', 'tax_seller', 'tax_buyer', 'commission_seller', 'commission_buyer'] as const;
