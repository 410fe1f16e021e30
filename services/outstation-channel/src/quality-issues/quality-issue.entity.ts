import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IssueStatus, MarketKind } from './quality-issues.rules.ts';

/** A quality problem of a model, reported by whoever found it (OC-3.5.1). */
@Entity('quality_issue')
export class QualityIssue {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') number: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'station_unit_id', nullable: true }) stationUnitId: string | null;
  @Column('text') model: string;
  @Column('text') fault: string;
  @Column('text') text: string;
  /** Units that show it, as far as known. */
  @Column('int') units: number;
  @Column('timestamptz', { name: 'discovered_at' }) discoveredAt: Date;
  @Column('timestamptz', { name: 'reported_at' }) reportedAt: Date;
  @Column('text', { name: 'by_name' }) byName: string;
  @Column('text') status: IssueStatus;
  /** What was found out and done. */
  @Column('text', { nullable: true }) outcome: string | null;
}

/** What the market says: quality and competitors (OC-2.3). */
@Entity('market_item')
export class MarketItem {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') kind: MarketKind;
  /** Whose product, where it is not our own. */
  @Column('text', { nullable: true }) maker: string | null;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text') text: string;
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'by_name' }) byName: string;
}
