import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { TransferStatus } from './transfers.rules.ts';

/** One step of a transfer as it happened. */
export interface TransferStep { at: string; status: TransferStatus; by: string; text: string }

/** UC-5.2d: a household's account is to go to a new holder (过户), asked for at the counter or by a partner (PB-4.9b). */
@Entity('account_transfer')
export class AccountTransfer {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('text') status: TransferStatus;
  @Column('text') channel: 'counter' | 'phone' | 'web' | 'partner';
  /** Null until the desk has found the household that a partner means. */
  @Column('uuid', { name: 'account_id', nullable: true }) accountId: string | null;
  @Column('text', { name: 'account_number', nullable: true }) accountNumber: string | null;
  @Column('text') address: string;
  @Column('text', { name: 'old_holder_name' }) oldHolderName: string;
  @Column('text', { name: 'old_holder_phone', nullable: true }) oldHolderPhone: string | null;
  @Column('text', { name: 'old_holder_id_number', nullable: true }) oldHolderIdNumber: string | null;
  @Column('text', { name: 'new_holder_name' }) newHolderName: string;
  @Column('text', { name: 'new_holder_phone' }) newHolderPhone: string;
  @Column('text', { name: 'new_holder_id_number', nullable: true }) newHolderIdNumber: string | null;
  @Column('text', { name: 'contract_number', nullable: true }) contractNumber: string | null;
  @Column('text', { name: 'requested_date', nullable: true }) requestedDate: string | null;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('timestamptz', { name: 'received_at' }) receivedAt: Date;
  /** What is owed on the account, whole fen, as the desk entered it; null while nobody has looked. */
  @Column('bigint', { name: 'debt_fen', nullable: true }) debtFen: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { name: 'appointment_at', nullable: true }) appointmentAt: Date | null;
  /** Cubic metres on the meter at the change of holder. */
  @Column('text', { nullable: true }) reading: string | null;
  @Column('uuid', { name: 'reading_photo_ids', array: true }) readingPhotoIds: string[];
  @Column('jsonb') history: TransferStep[];
  @Column('uuid', { name: 'partner_tenant_id', nullable: true }) partnerTenantId: string | null;
  @Column('text', { name: 'partner_name', nullable: true }) partnerName: string | null;
  @Column('uuid', { name: 'agreement_id', nullable: true }) agreementId: string | null;
  @Column('uuid', { name: 'partner_request_id', nullable: true }) partnerRequestId: string | null;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
}
