import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationStatus } from './utilities.rules.ts';

/** One line of what happened to an application. */
export interface ApplicationLine { at: string; status: ApplicationStatus; by: string; text: string }

/** An application to transfer a utility's account (PB-4.9b): lodged by hand, or asked of a gas company over the platform, where its id is that of the request (UC-5.2d). */
@Entity('utility_application')
export class UtilityApplication {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('uuid', { name: 'shop_unit_id' }) shopUnitId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'step_id' }) stepId: string;
  @Column('text') utility: 'gas' | 'cable' | 'water' | 'power';
  @Column('text') channel: 'by_hand' | 'platform';
  @Column('text') status: ApplicationStatus;
  @Column('text', { name: 'account_number', nullable: true }) accountNumber: string | null;
  /** Counter, hotline or web page; the company's name where it is asked over the platform. */
  @Column('text') place: string;
  @Column('uuid', { name: 'partner_tenant_id', nullable: true }) partnerTenantId: string | null;
  @Column('uuid', { name: 'agreement_id', nullable: true }) agreementId: string | null;
  /** Fields that the agreement keeps back. */
  @Column('text', { array: true }) withheld: string[];
  @Column('timestamptz', { name: 'lodged_at' }) lodgedAt: Date;
  @Column('text', { name: 'lodged_by' }) lodgedBy: string;
  @Column('uuid', { name: 'lodged_by_id', nullable: true }) lodgedById: string | null;
  /** Of whoever lodged it, for the text to the parties when the utility ends it (PB-4.8). */
  @Column('text', { nullable: true }) phone: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  /** The number under which the utility has it. */
  @Column('text', { nullable: true }) acknowledgement: string | null;
  @Column('timestamptz', { name: 'acknowledged_at', nullable: true }) acknowledgedAt: Date | null;
  /** By the utility's own clock, of the last answer that was taken in. */
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt: Date | null;
  /** Yuan owed on the account, as the utility says. */
  @Column('text', { nullable: true }) debt: string | null;
  @Column('timestamptz', { name: 'appointment_at', nullable: true }) appointmentAt: Date | null;
  @Column('text', { nullable: true }) reading: string | null;
  @Column('text', { nullable: true }) reason: string | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt: Date | null;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('jsonb') history: ApplicationLine[];
}
