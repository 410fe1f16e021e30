import { IsIn, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

export const CROSSING_REFUSALS = ['no_agreement', 'agreement_not_in_force', 'not_in_the_terms', 'refused_by_partner'] as const;
export type CrossingRefusal = (typeof CROSSING_REFUSALS)[number];

/** Back at the sender: what was addressed to another tenant has not reached it (PF-10). */
@Event('directory.crossing.refused.v1', { key: 'subjectId', summary: 'An event addressed to a partner did not reach it (PF-10)' })
export class CrossingRefused extends DomainEvent {
  /** Of the event that was refused. */
  @IsUUID() eventId: string;
  @IsString() eventType: string;
  /** What that event was about: the value of its key. */
  @IsString() subjectId: string;
  @IsUUID() toTenantId: string;
  @IsUUID() agreementId: string;
  @IsIn(CROSSING_REFUSALS) reason: CrossingRefusal;
  /** What the partner's side says, where it refused for itself. */
  @IsOptional() @IsString() note: string | null;
  @IsISO8601() at: string;
}
