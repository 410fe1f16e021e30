import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DateText } from '@luyue/kernel';

export interface ExchangeLine { regionId: string; model: string; sold: number; failures: number; stock: number | null }

/** What local sales staff told in a week, and what was given back to them (OC-3.3.3). Its id is that of the obligation which it meets. */
@Entity('channel_exchange')
export class ChannelExchange {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  /** The Monday of its week. */
  @Column('date') week: DateText;
  @Column('text', { name: 'sales_person' }) salesPerson: string;
  @Column('jsonb') lines: ExchangeLine[];
  @Column('text') text: string;
  /** Failure facts and findings given back to sales. */
  @Column('text') feedback: string;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt: Date;
  @Column('text', { name: 'by_name' }) byName: string;
}
