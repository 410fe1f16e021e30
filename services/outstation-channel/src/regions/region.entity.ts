import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ClassReason, RegionClass } from './regions.rules.ts';

/** A region (地区) that outstation staff look after. */
@Entity('channel_region')
export class ChannelRegion {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') name: string;
  /** 一站通: staffed as class 3 whatever its sales (OC-4.5). */
  @Column('boolean', { name: 'one_stop' }) oneStop: boolean;
}

/** The class that a month's close gave a region, and from when staffing goes by it (OC-4.4, reading 7). */
@Entity('region_class')
export class RegionClassRow {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'region_id' }) regionId: string;
  /** YYYY-MM, the last closed month that it counts. */
  @PrimaryColumn('text') month: string;
  @Column('int') class: RegionClass;
  @Column('jsonb') reason: ClassReason;
  @Column('date', { name: 'effective_from' }) effectiveFrom: string;
}

/** Units of a model sold in a region in a month, and how many failed. */
@Entity('region_sales')
export class RegionSales {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'region_id' }) regionId: string;
  @PrimaryColumn('text') month: string;
  @PrimaryColumn('text') model: string;
  @Column('int') units: number;
  @Column('int') failures: number;
}

/** A closed month: its figures stand. */
@Entity('sales_month')
export class SalesMonth {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @PrimaryColumn('text') month: string;
  @Column('timestamptz', { name: 'closed_at' }) closedAt: Date;
  @Column('text', { name: 'closed_by' }) closedBy: string;
}

/** A model of device that was sold; high-failure by headquarters' flag, from a date on (reading 8). */
@Entity('device_model')
export class DeviceModel {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('text') name: string;
  /** Each flag that was set or taken away, the oldest first. */
  @Column('jsonb') flags: ModelFlag[];
}

export interface ModelFlag { highFailure: boolean; from: string; reason: string; by: string; at: string }
