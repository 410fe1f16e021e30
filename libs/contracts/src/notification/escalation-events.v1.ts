import { IsBoolean, IsInt, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

/** Published by the subsidiary whose obligation it is; the one thing of it that reaches the tenant above (R10, PF-2). */
@Event('notification.escalation.raised.v1', { key: 'obligationId', summary: 'An obligation of a subsidiary is escalated to its headquarters (R10)' })
export class EscalationRaised extends DomainEvent {
  /** Names the notice at headquarters, so that a redelivery writes it once. */
  @IsUUID() escalationId: string;
  @IsUUID() targetTenantId: string;
  @IsString() fromTenantName: string;
  @IsUUID() obligationId: string;
  @IsString() clauseId: string;
  @IsOptional() @IsString() parameterKey: string | null;
  @IsString() subjectNumber: string;
  @IsString() subjectTitle: string;
  @IsString() unitName: string;
  @IsOptional() @IsISO8601() dueAt: string | null;
  @IsInt() percent: number;
  @IsBoolean() breached: boolean;
  @IsISO8601() at: string;
}
