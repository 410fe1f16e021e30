import { IsIn, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

export const TRANSFER_STATUSES = ['requested', 'accepted', 'refused', 'appointment', 'read', 'done', 'withdrawn'] as const;
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

/** How a partner's request for an account transfer stands; addressed to the partner (UC-5.2d). */
@Event('utility-care.transfer.answered.v1', { key: 'transferId', summary: "A partner's request for an account transfer moved on (UC-5.2d)" })
export class TransferAnswered extends DomainEvent {
  @IsUUID() transferId: string;
  @IsUUID() toTenantId: string;
  @IsUUID() agreementId: string;
  /** The partner's own id of the request. */
  @IsUUID() requestId: string;
  /** Number under which the utility has it. */
  @IsString() number: string;
  @IsIn(TRANSFER_STATUSES) status: TransferStatus;
  @IsOptional() @IsString() reason: string | null;
  /** Yuan owed on the account, which block the transfer. */
  @IsOptional() @IsString() debt: string | null;
  @IsOptional() @IsISO8601() appointmentAt: string | null;
  /** Final reading of the meter, cubic metres. */
  @IsOptional() @IsString() reading: string | null;
  @IsISO8601() at: string;
}
