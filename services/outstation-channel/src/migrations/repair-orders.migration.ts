import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Repair orders, their mailings by month, and guidance after one came back (OC-3.2.2a). */
export class RepairOrders1700000000631 implements MigrationInterface {
  name = 'RepairOrders1700000000631';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE repair_order (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, region_id uuid NOT NULL, number text NOT NULL, month text NOT NULL, model text, serial text, fault text, level text, parts jsonb,
        customer_name text, customer_phone text, sold_on date, repaired_on date, missing text[] NOT NULL, status text NOT NULL, origin text NOT NULL, entered_at timestamptz NOT NULL, entered_by text NOT NULL, mailing_id uuid, mailed_on date,
        returns int NOT NULL, return_reason text, accepted_at timestamptz, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, station_id, number),
        -- What is mailed is complete, whatever the code does.
        CONSTRAINT repair_order_complete CHECK (status IN ('entered', 'returned') OR (cardinality(missing) = 0 AND mailing_id IS NOT NULL)))`,
      `CREATE INDEX repair_order_entered ON repair_order (tenant_id, entered_at DESC, id DESC)`,
      `CREATE INDEX repair_order_station ON repair_order (tenant_id, station_id, entered_at DESC, id DESC)`,
      `CREATE INDEX repair_order_month ON repair_order (tenant_id, month, station_id, status)`,
      `CREATE INDEX repair_order_mailing ON repair_order (tenant_id, mailing_id)`,
      `CREATE INDEX repair_order_serial ON repair_order (tenant_id, serial, repaired_on)`,
      `CREATE TABLE order_mailing (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, month text NOT NULL, mailed_on date NOT NULL, tracking text NOT NULL, orders int NOT NULL, entered_at timestamptz NOT NULL,
        entered_by text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX order_mailing_entered ON order_mailing (tenant_id, entered_at DESC, id DESC)`,
      `CREATE INDEX order_mailing_station ON order_mailing (tenant_id, station_id, entered_at DESC, id DESC)`,
      `CREATE TABLE order_guidance (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, order_id uuid NOT NULL, order_number text NOT NULL, user_id uuid, reason text NOT NULL, opened_at timestamptz NOT NULL,
        guided_at timestamptz, guided_by text, note text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX order_guidance_open ON order_guidance (tenant_id, opened_at, id) WHERE guided_at IS NULL`,
      `CREATE INDEX order_guidance_opened ON order_guidance (tenant_id, opened_at DESC, id DESC)`,
      ...['repair_order', 'order_mailing', 'order_guidance'].flatMap((table) => secureTable(table)),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
