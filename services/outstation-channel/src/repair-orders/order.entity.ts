import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { OrderPart, OrderStatus, RepairLevel } from './repair-orders.rules.ts';

/** A repair order (维修工单) of a station: the basis of the labour-fee settlement (OC-3.2.2a). */
@Entity('repair_order')
export class RepairOrder {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'region_id' }) regionId: string;
  /** The number printed on the form; once at a station. */
  @Column('text') number: string;
  /** Of the repair, else of the entry: YYYY-MM. */
  @Column('text') month: string;
  @Column('text', { nullable: true }) model: string | null;
  @Column('text', { nullable: true }) serial: string | null;
  @Column('text', { nullable: true }) fault: string | null;
  @Column('text', { nullable: true }) level: RepairLevel | null;
  /** Empty for "none used"; null while nobody has said. */
  @Column('jsonb', { nullable: true }) parts: OrderPart[] | null;
  @Column('text', { name: 'customer_name', nullable: true }) customerName: string | null;
  @Column('text', { name: 'customer_phone', nullable: true }) customerPhone: string | null;
  @Column('date', { name: 'sold_on', nullable: true }) soldOn: string | null;
  @Column('date', { name: 'repaired_on', nullable: true }) repairedOn: string | null;
  /** Fields that are still to be filled in. */
  @Column('text', { array: true }) missing: string[];
  @Column('text') status: OrderStatus;
  @Column('text') origin: 'live' | 'import';
  @Column('timestamptz', { name: 'entered_at' }) enteredAt: Date;
  @Column('text', { name: 'entered_by' }) enteredBy: string;
  @Column('uuid', { name: 'mailing_id', nullable: true }) mailingId: string | null;
  @Column('date', { name: 'mailed_on', nullable: true }) mailedOn: string | null;
  /** How often it came back. */
  @Column('int') returns: number;
  @Column('text', { name: 'return_reason', nullable: true }) returnReason: string | null;
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
}

/** A month's orders that a station mailed. */
@Entity('order_mailing')
export class OrderMailing {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('text') month: string;
  @Column('date', { name: 'mailed_on' }) mailedOn: string;
  @Column('text') tracking: string;
  @Column('int') orders: number;
  @Column('timestamptz', { name: 'entered_at' }) enteredAt: Date;
  @Column('text', { name: 'entered_by' }) enteredBy: string;
}

/** What the station's outstation person is to guide it about after an order came back (OC-3.2.2a). */
@Entity('order_guidance')
export class OrderGuidance {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'station_id' }) stationId: string;
  @Column('uuid', { name: 'department_unit_id' }) departmentUnitId: string;
  @Column('uuid', { name: 'order_id' }) orderId: string;
  @Column('text', { name: 'order_number' }) orderNumber: string;
  /** Whoever looked after the station's region that day; null for nobody. */
  @Column('uuid', { name: 'user_id', nullable: true }) userId: string | null;
  @Column('text') reason: string;
  @Column('timestamptz', { name: 'opened_at' }) openedAt: Date;
  @Column('timestamptz', { name: 'guided_at', nullable: true }) guidedAt: Date | null;
  @Column('text', { name: 'guided_by', nullable: true }) guidedBy: string | null;
  @Column('text', { nullable: true }) note: string | null;
}
