import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Trips that headquarters approve, and the month's travel allowance vouchers that name them (OC-3.1.4a, OC-3.1.4b). */
export class Travel1700000000604 implements MigrationInterface {
  name = 'Travel1700000000604';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE business_trip (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, staff_id uuid NOT NULL, department_unit_id uuid NOT NULL, purpose text NOT NULL, destination text NOT NULL, from_on date NOT NULL, to_on date NOT NULL,
        status text NOT NULL, asked_at timestamptz NOT NULL, decided_at timestamptz, decided_by text, decision_note text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX business_trip_from ON business_trip (tenant_id, from_on DESC, id DESC)`,
      `CREATE INDEX business_trip_status ON business_trip (tenant_id, status, from_on DESC, id DESC)`,
      `CREATE INDEX business_trip_staff ON business_trip (tenant_id, staff_id, from_on)`,
      `CREATE TABLE travel_claim (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, staff_id uuid NOT NULL, department_unit_id uuid NOT NULL, month text NOT NULL, met_by text NOT NULL, status text NOT NULL, tracking_number text,
        posted_at timestamptz, received_at timestamptz, received_by text, settled_at timestamptz, settled_by text, paid_fen bigint, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX travel_claim_month ON travel_claim (tenant_id, staff_id, month)`,
      `CREATE INDEX travel_claim_status ON travel_claim (tenant_id, status, month DESC, id DESC)`,
      `CREATE INDEX travel_claim_latest ON travel_claim (tenant_id, month DESC, id DESC)`,
      `CREATE TABLE travel_claim_line (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, claim_id uuid NOT NULL, position int NOT NULL, on_date date NOT NULL, kind text NOT NULL, text text NOT NULL, amount_fen bigint NOT NULL CHECK (amount_fen > 0), trip_id uuid, status text NOT NULL,
        refusal jsonb, finding jsonb, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX travel_claim_line_claim ON travel_claim_line (tenant_id, claim_id, position)`,
      // Deductions of a month's score.
      `CREATE INDEX travel_claim_line_false ON travel_claim_line (tenant_id, claim_id) WHERE status = 'false'`,
      ...['business_trip', 'travel_claim', 'travel_claim_line'].flatMap((table) => secureTable(table)),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
