import { IsIn, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

export const UTILITIES = ['gas', 'cable', 'water', 'power'] as const;
export type Utility = (typeof UTILITIES)[number];

/** A household's account is to go to the buyer of its home: asked of the utility on the same platform (PB-4.9b, UC-5.2d). */
@Event('property-brokerage.utility-transfer.requested.v1', { key: 'requestId', summary: 'A utility is asked to transfer an account to the buyer of a home (PB-4.9b)' })
export class UtilityTransferRequested extends DomainEvent {
  @IsUUID() requestId: string;
  @IsUUID() toTenantId: string;
  @IsUUID() agreementId: string;
  @IsIn(UTILITIES) utility: Utility;
  @IsOptional() @IsString() accountNumber: string | null;
  @IsString() address: string;
  @IsString() oldHolderName: string;
  @IsOptional() @IsString() oldHolderPhone: string | null;
  @IsOptional() @IsString() oldHolderIdNumber: string | null;
  @IsString() newHolderName: string;
  @IsString() newHolderPhone: string;
  @IsOptional() @IsString() newHolderIdNumber: string | null;
  /** Number of the sales contract on which the transfer rests. */
  @IsOptional() @IsString() contractNumber: string | null;
  /** Day on which the parties wish it, `YYYY-MM-DD`. */
  @IsOptional() @IsString() requestedDate: string | null;
  @IsISO8601() at: string;
}
