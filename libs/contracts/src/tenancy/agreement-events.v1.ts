import { IsBoolean, IsIn, IsInt, IsISO8601, IsObject, IsOptional, IsString, IsUUID, IsArray } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

export const AGREEMENT_STATUSES = ['offered', 'accepted', 'declined', 'ended'] as const;
export type AgreementStatus = (typeof AGREEMENT_STATUSES)[number];
/** One kind of event that may cross, and the fields of it that may. */
export interface CrossingTerm { event: string; fields: string[] }

/** One side's view of a partner agreement after the change; the other side has an event of its own with the same `agreementId` (PF-10). */
@Event('tenancy.agreement.changed.v1', { key: 'agreementId', summary: 'A partner agreement was offered, accepted, declined or ended (PF-10)' })
export class AgreementChanged extends DomainEvent {
  @IsUUID() agreementId: string;
  @IsInt() version: number;
  @IsUUID() partnerTenantId: string;
  @IsString() partnerName: string;
  @IsString() purpose: string;
  @IsBoolean() offeredByUs: boolean;
  /** `{event, fields}`: nothing else of an event reaches the partner. */
  @IsArray() @IsObject({ each: true }) terms: CrossingTerm[];
  @IsIn(AGREEMENT_STATUSES) status: AgreementStatus;
  @IsOptional() @IsString() reason: string | null;
  @IsISO8601() at: string;
}
