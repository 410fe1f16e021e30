import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Visits with what the phone recorded, their days, and the customer cards (DV-3.2a, DV-9a). */
export class Visits1700000000510 implements MigrationInterface {
  name = 'Visits1700000000510';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE visit (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, customer_id uuid NOT NULL, unit_id uuid NOT NULL, region_id uuid, visitor_user_id uuid NOT NULL, visit_day_id uuid NOT NULL, day date NOT NULL, planned_visit_id uuid, unplanned_reason text, status text NOT NULL,
        checked_in_at timestamptz NOT NULL, check_in jsonb NOT NULL, checked_out_at timestamptz, check_out jsonb, effect text, conflicts int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX visit_list ON visit (tenant_id, checked_in_at DESC, id DESC)`,
      `CREATE INDEX visit_unit ON visit (tenant_id, unit_id, day, customer_id)`,
      `CREATE INDEX visit_customer_of ON visit (tenant_id, customer_id, day DESC)`,
      `CREATE INDEX visit_visitor ON visit (tenant_id, visitor_user_id, day)`,
      `CREATE INDEX visit_of_day ON visit (tenant_id, visit_day_id)`,
      `CREATE INDEX visit_conflicts ON visit (tenant_id, checked_in_at DESC, id DESC) WHERE conflicts > 0`,
      ...secureTable('visit'),

      `CREATE TABLE visit_day (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, visitor_user_id uuid NOT NULL, unit_id uuid NOT NULL, day date NOT NULL, started_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX visit_day_of_visitor ON visit_day (tenant_id, visitor_user_id, day)`,
      `CREATE INDEX visit_day_unit ON visit_day (tenant_id, unit_id, day)`,
      ...secureTable('visit_day'),

      `CREATE TABLE visit_record (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, visit_id uuid NOT NULL, kind text NOT NULL, device_id text NOT NULL, slot text, occurred_at timestamptz NOT NULL, recorded_at timestamptz NOT NULL, counted_at timestamptz NOT NULL, body jsonb NOT NULL,
        attachment_ids uuid[] NOT NULL, status text NOT NULL, conflict_with uuid, by_name text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX visit_record_visit ON visit_record (tenant_id, visit_id, counted_at, id)`,
      `CREATE UNIQUE INDEX visit_record_slot ON visit_record (tenant_id, visit_id, slot) WHERE slot IS NOT NULL AND status = 'applied'`,
      ...secureTable('visit_record'),

      // A visit that another device began under an id of its own.
      `CREATE TABLE visit_alias (tenant_id uuid NOT NULL, alias uuid NOT NULL, visit_id uuid NOT NULL, PRIMARY KEY (tenant_id, alias))`,
      ...secureTable('visit_alias'),

      `CREATE TABLE customer_card (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, customer_id uuid NOT NULL, visit_id uuid NOT NULL, number int NOT NULL, day date NOT NULL, facts jsonb NOT NULL, situation text NOT NULL, requests text NOT NULL, next text NOT NULL, written_at timestamptz NOT NULL,
        by_name text NOT NULL, sealed_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX customer_card_visit ON customer_card (tenant_id, visit_id)`,
      `CREATE UNIQUE INDEX customer_card_number ON customer_card (tenant_id, customer_id, number)`,
      ...secureTable('customer_card'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
