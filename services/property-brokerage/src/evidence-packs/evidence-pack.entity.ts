import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An evidence pack (证据包) of a deal: the texts as they were at that moment. The attachments are the deal's own, which never change. */
@Entity('evidence_pack')
export class EvidencePack {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'deal_id' }) dealId: string;
  @Column('text') reason: string;
  /** With the full numbers of people. */
  @Column('boolean', { name: 'full_numbers' }) fullNumbers: boolean;
  @Column('timestamptz', { name: 'made_at' }) madeAt: Date;
  @Column('text', { name: 'made_by' }) madeBy: string;
  /** As it lies in the zip, text and not jsonb, which would put its members in another order. */
  @Column('text') manifest: string;
  /** The last link of its chain. */
  @Column('text') head: string;
  @Column('int') entries: number;
  /** Of the entries together. */
  @Column('bigint') bytes: string;
  /** In the order of the manifest, which has the attachments behind them. */
  @Column('jsonb') texts: string[];
  @Column('uuid', { name: 'attachment_ids', array: true }) attachmentIds: string[];
}
