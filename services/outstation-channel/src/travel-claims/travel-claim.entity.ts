import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClaimStatus, LineKind, LineRefusal, LineStatus, MetBy } from './travel-claims.rules.ts';

/** A person's travel allowance vouchers (差旅补助单据) of a month; its id is that of the month's obligation (OC-3.1.4a). */
@Entity('travel_claim')
export class TravelClaim {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') month: string;
  /** What met the duty when the claim was begun (reading 12). */
  @Column('text', { name: 'met_by' }) metBy: MetBy;
  @Column('text') status: ClaimStatus;
  @Column('text', { name: 'tracking_number', nullable: true }) trackingNumber: string | null;
  @Column('timestamptz', { name: 'posted_at', nullable: true }) postedAt: Date | null;
  @Column('timestamptz', { name: 'received_at', nullable: true }) receivedAt: Date | null;
  @Column('text', { name: 'received_by', nullable: true }) receivedBy: string | null;
  @Column('timestamptz', { name: 'settled_at', nullable: true }) settledAt: Date | null;
  @Column('text', { name: 'settled_by', nullable: true }) settledBy: string | null;
  @Column('bigint', { name: 'paid_fen', nullable: true }) paidFen: string | null;
  /** To be taken back for lines that were found false after the settlement; what was paid stays as it was (OC-3.1.4b). */
  @Column('bigint', { name: 'recover_fen', default: 0 }) recoverFen: string;
}

/** What was found about a line that was proven false, and what it costs (OC-3.1.4b). */
export interface Finding {
  proof: string; penaltyFen: string; penaltyText: string; deduction: number; by: string; at: string;
  /** In whose score the points are taken: the claim's month, or the one in which it was found where that one's card is closed. */
  scoreMonth?: string;
  /** Found after the settlement: what was paid for the line, and that with the penalty. */
  recovery?: { paidFen: string; totalFen: string };
}

@Entity('travel_claim_line')
export class TravelClaimLine {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'claim_id' }) claimId: string;
  @Column('int') position: number;
  @Column('date', { name: 'on_date' }) onDate: string;
  @Column('text') kind: LineKind;
  @Column('text') text: string;
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  @Column('uuid', { name: 'trip_id', nullable: true }) tripId: string | null;
  @Column('text') status: LineStatus;
  @Column('jsonb', { nullable: true }) refusal: (LineRefusal & { by: string }) | null;
  @Column('jsonb', { nullable: true }) finding: Finding | null;
}
