import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The copy of the contract was handed over to the department head, who checks it (PB-4.4); an objection leads to another handing over. */
@Entity('contract_copy')
export class ContractCopy {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  /** Counted from 1 within the deal. */
  @Column('int') handing: number;
  @Column('text') status: 'handed_over' | 'checked' | 'objected';
  @Column('timestamptz', { name: 'handed_at' }) handedAt: Date;
  @Column('text', { name: 'handed_by' }) handedBy: string;
  @Column('text') note: string;
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
  @Column('timestamptz', { name: 'checked_at', nullable: true }) checkedAt: Date | null;
  @Column('text', { name: 'checked_by', nullable: true }) checkedBy: string | null;
  /** Of an objection. */
  @Column('text', { nullable: true }) reason: string | null;
}
