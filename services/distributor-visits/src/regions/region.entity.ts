import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A region (地区) of a business unit. */
@Entity('visit_region')
export class VisitRegion {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') name: string;
  @Column('boolean') active: boolean;
  /** From this day on its technicians are counted (DV-7.1). */
  @Column('date', { name: 'begun_on' }) begunOn: string;
}

/** Somebody's time in a region; a technician may serve several at once (reading 8). */
@Entity('region_member')
export class RegionMember {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'region_id' }) regionId: string;
  @Column('uuid', { name: 'user_id' }) userId: string;
  @Column('text') duty: 'salesperson' | 'technician';
  @Column('date', { name: 'from_day' }) fromDay: string;
  /** The first day on which they are no longer there; null while they are. */
  @Column('date', { name: 'until_day', nullable: true }) untilDay: string | null;
}
