import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

export class AssembledReports1700000000011 implements MigrationInterface {
  name = 'AssembledReports1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE assembled_report (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, kind text NOT NULL, subject_id uuid NOT NULL, period text NOT NULL, number text NOT NULL, title text NOT NULL, unit_id uuid NOT NULL, author_id uuid NOT NULL,
        author_name text NOT NULL, status text NOT NULL CHECK (status IN ('draft', 'submitted', 'returned', 'accepted')), round int NOT NULL, parts jsonb NOT NULL, entries jsonb NOT NULL, created_at timestamptz NOT NULL, submitted_at timestamptz,
        read_at timestamptz, read_by text, accepted_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX assembled_report_once ON assembled_report (tenant_id, kind, subject_id, period)`,
      `CREATE INDEX assembled_report_list ON assembled_report (tenant_id, kind, period DESC, id DESC)`,
      `CREATE INDEX assembled_report_unit ON assembled_report (tenant_id, kind, unit_id, period)`,
      ...secureTable('assembled_report'),
      `CREATE TABLE assembled_report_round (
        tenant_id uuid NOT NULL, report_id uuid NOT NULL, round int NOT NULL, submitted_at timestamptz NOT NULL, submitted_by text NOT NULL, submitted_by_id uuid, sections jsonb NOT NULL,
        PRIMARY KEY (tenant_id, report_id, round), FOREIGN KEY (tenant_id, report_id) REFERENCES assembled_report (tenant_id, id))`,
      ...secureTable('assembled_report_round'),
      // R13: what was submitted stays as it was, whatever the code does.
      `CREATE FUNCTION assembled_report_round_stays() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$ BEGIN RAISE EXCEPTION 'a submission is never changed'; END $$`,
      `CREATE TRIGGER assembled_report_round_stays BEFORE UPDATE OR DELETE ON assembled_report_round FOR EACH ROW EXECUTE FUNCTION assembled_report_round_stays()`,
      `CREATE TABLE assembled_report_mail (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, report_id uuid NOT NULL, round int NOT NULL, requested_at timestamptz NOT NULL, requested_by text NOT NULL, owed jsonb NOT NULL, complete_at timestamptz,
        PRIMARY KEY (tenant_id, id), FOREIGN KEY (tenant_id, report_id) REFERENCES assembled_report (tenant_id, id))`,
      `CREATE INDEX assembled_report_mail_report ON assembled_report_mail (tenant_id, report_id, requested_at, id)`,
      ...secureTable('assembled_report_mail'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
