import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DateText } from '@luyue/kernel';

/** Faulty units that lie with an operator (局方故障机库存), as a monthly report tells them (OC-3.5.3). */
@Entity('faulty_stock')
export class FaultyStock {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid', { name: 'report_id' }) reportId: string;
  @PrimaryColumn('uuid', { name: 'operator_id' }) operatorId: string;
  @PrimaryColumn('text') model: string;
  /** The first day of its month. */
  @Column('date') month: DateText;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('int') units: number;
  /** Since when the oldest of them lies there. */
  @Column('date', { name: 'oldest_on' }) oldestOn: DateText;
}
