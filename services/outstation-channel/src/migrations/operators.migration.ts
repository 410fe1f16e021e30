import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Operators, the talks with them, what they wish and complain of (OC-3.3.1), and the contact log (OC-2.2). */
export class Operators1700000000664 implements MigrationInterface {
  name = 'Operators1700000000664';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE operator (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, name text NOT NULL, contacts jsonb NOT NULL, owner_user_id uuid NOT NULL, since date NOT NULL, ended_on date, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX operator_name ON operator (tenant_id, name, id)`,
      ...secureTable('operator'),
      `CREATE TABLE operator_talk (
        tenant_id uuid NOT NULL, id uuid NOT NULL, operator_id uuid NOT NULL, held_on date NOT NULL, talked_with text NOT NULL, judgement text NOT NULL, score int, recorded_at timestamptz NOT NULL, by_name text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX operator_talk_of ON operator_talk (tenant_id, operator_id, held_on DESC, id DESC)`,
      ...secureTable('operator_talk'),
      `CREATE TABLE operator_matter (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, operator_id uuid NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, text text NOT NULL, received_at timestamptz NOT NULL, status text NOT NULL,
        countermeasure text, reply text, replied_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX operator_matter_received ON operator_matter (tenant_id, received_at DESC, id DESC)`,
      `CREATE INDEX operator_matter_of ON operator_matter (tenant_id, operator_id, status)`,
      ...secureTable('operator_matter'),
      `CREATE TABLE channel_contact (
        tenant_id uuid NOT NULL, id uuid NOT NULL, department_unit_id uuid NOT NULL, counterpart text NOT NULL, counterpart_name text NOT NULL, operator_id uuid, station_unit_id uuid, occurred_at timestamptz NOT NULL, text text NOT NULL, by_name text NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX channel_contact_latest ON channel_contact (tenant_id, occurred_at DESC, id DESC)`,
      `CREATE INDEX channel_contact_operator ON channel_contact (tenant_id, operator_id, occurred_at DESC) WHERE operator_id IS NOT NULL`,
      `CREATE INDEX channel_contact_station ON channel_contact (tenant_id, station_unit_id, occurred_at DESC) WHERE station_unit_id IS NOT NULL`,
      ...secureTable('channel_contact'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
