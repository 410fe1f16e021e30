import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Events for customers (DV-3.3b, DV-3.3e, DV-3.3g), new product information (DV-3.3d), and the field-staff measures with their signatures (DV-8). */
export class Events1700000000534 implements MigrationInterface {
  name = 'Events1700000000534';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE customer_event (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, unit_id uuid NOT NULL, kind text NOT NULL, topic text NOT NULL, place text NOT NULL, starts_at timestamptz NOT NULL, ends_at timestamptz NOT NULL,
        staff_user_ids uuid[] NOT NULL, status text NOT NULL, outcome text NOT NULL, made_by text NOT NULL, customers int NOT NULL, people int NOT NULL, PRIMARY KEY (tenant_id, id), CHECK (ends_at > starts_at))`,
      `CREATE UNIQUE INDEX customer_event_number ON customer_event (tenant_id, number)`,
      `CREATE INDEX customer_event_time ON customer_event (tenant_id, starts_at DESC, id DESC)`,
      ...secureTable('customer_event'),
      `CREATE TABLE event_attendance (tenant_id uuid NOT NULL, event_id uuid NOT NULL, customer_id uuid NOT NULL, names text[] NOT NULL, PRIMARY KEY (tenant_id, event_id, customer_id))`,
      `CREATE INDEX event_attendance_customer ON event_attendance (tenant_id, customer_id, event_id)`,
      ...secureTable('event_attendance'),

      `CREATE TABLE product_mailing (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, unit_id uuid NOT NULL, product text NOT NULL, title text NOT NULL, content text NOT NULL, types text[] NOT NULL, grades text[] NOT NULL, status text NOT NULL,
        made_by text NOT NULL, made_at timestamptz NOT NULL, issued_at timestamptz, issued_by text, reason text, recipients int NOT NULL, delivered int NOT NULL CHECK (delivered <= recipients), received int NOT NULL CHECK (received <= delivered),
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX product_mailing_number ON product_mailing (tenant_id, number)`,
      `CREATE INDEX product_mailing_made ON product_mailing (tenant_id, made_at DESC, id DESC)`,
      ...secureTable('product_mailing'),
      `CREATE TABLE mailing_receipt (
        tenant_id uuid NOT NULL, mailing_id uuid NOT NULL, customer_id uuid NOT NULL, state text NOT NULL, channel text, delivered_at timestamptz, delivered_by text, received_by text, received_at timestamptz, PRIMARY KEY (tenant_id, mailing_id, customer_id))`,
      ...secureTable('mailing_receipt'),

      `CREATE TABLE field_rule (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, edition int NOT NULL, title text NOT NULL, content text NOT NULL, effective_from timestamptz NOT NULL, reason text NOT NULL, published_by text NOT NULL, published_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX field_rule_edition ON field_rule (tenant_id, edition)`,
      ...secureTable('field_rule'),
      `CREATE TABLE field_rule_signature (tenant_id uuid NOT NULL, rule_id uuid NOT NULL, user_id uuid NOT NULL, user_name text NOT NULL, signed_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, rule_id, user_id))`,
      `CREATE INDEX field_rule_signature_user ON field_rule_signature (tenant_id, user_id)`,
      ...secureTable('field_rule_signature'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
