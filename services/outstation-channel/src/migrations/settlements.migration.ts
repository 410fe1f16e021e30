import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Labour rates in versions, and the settlement of stations by month (OC-3.2.2a, capability 3). */
export class Settlements1700000000633 implements MigrationInterface {
  name = 'Settlements1700000000633';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE labour_rate (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, effective_from text NOT NULL, fees jsonb NOT NULL, reason text NOT NULL, published_at timestamptz NOT NULL, published_by text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX labour_rate_department ON labour_rate (tenant_id, department_unit_id, effective_from DESC, published_at DESC)`,
      `CREATE TABLE station_settlement (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, month text NOT NULL, rate_id uuid NOT NULL, status text NOT NULL, orders int NOT NULL, amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
        held int NOT NULL, round int NOT NULL, drawn_at timestamptz NOT NULL, drawn_by text NOT NULL, dispute_reason text, confirmed_at timestamptz, confirmed_by text, paid_at timestamptz, paid_by text, payment_reference text,
        PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, station_id, month))`,
      `CREATE INDEX station_settlement_month ON station_settlement (tenant_id, month DESC, id DESC)`,
      `CREATE INDEX station_settlement_station ON station_settlement (tenant_id, station_id, month DESC, id DESC)`,
      // The key is the order: no order is counted twice, whatever the code does.
      `CREATE TABLE settlement_line (
        tenant_id uuid NOT NULL, order_id uuid NOT NULL, settlement_id uuid NOT NULL, level text NOT NULL, fee_fen bigint NOT NULL CHECK (fee_fen >= 0), PRIMARY KEY (tenant_id, order_id), FOREIGN KEY (tenant_id, order_id) REFERENCES repair_order (tenant_id, id))`,
      `CREATE INDEX settlement_line_settlement ON settlement_line (tenant_id, settlement_id, order_id)`,
      ...['labour_rate', 'station_settlement', 'settlement_line'].flatMap((table) => secureTable(table)),
      // What a station is owed for a month is looked for among its accepted orders.
      `CREATE INDEX repair_order_accepted ON repair_order (tenant_id, station_id, mailed_on) WHERE status = 'accepted'`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
