import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Outstation staff, their leaves with deputies, and changes of their contact data (OC-1.2, OC-3.5.2, OC-4.7). */
export class Staff1700000000601 implements MigrationInterface {
  name = 'Staff1700000000601';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE outstation_staff (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, user_id uuid NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, hire text NOT NULL, engineer_user_id uuid NOT NULL, employed_on date NOT NULL, leaves_on date, leaving_reason text,
        contact jsonb NOT NULL, PRIMARY KEY (tenant_id, id))`,
      // One employment at a time; who left may come back.
      `CREATE UNIQUE INDEX outstation_staff_user ON outstation_staff (tenant_id, user_id) WHERE leaves_on IS NULL`,
      `CREATE INDEX outstation_staff_user_all ON outstation_staff (tenant_id, user_id)`,
      `CREATE INDEX outstation_staff_engineer ON outstation_staff (tenant_id, engineer_user_id)`,
      `CREATE TABLE staff_leave (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, staff_id uuid NOT NULL, from_on date NOT NULL, to_on date NOT NULL, deputy_user_id uuid NOT NULL, reason text NOT NULL, status text NOT NULL, asked_at timestamptz NOT NULL,
        decided_at timestamptz, decided_by text, decision_note text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX staff_leave_staff ON staff_leave (tenant_id, staff_id, from_on)`,
      `CREATE TABLE contact_change (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, staff_id uuid NOT NULL, department_unit_id uuid NOT NULL, before jsonb NOT NULL, after jsonb NOT NULL, changed_on date NOT NULL, told_at timestamptz NOT NULL, status text NOT NULL,
        decided_at timestamptz, decided_by text, decision_note text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX contact_change_staff ON contact_change (tenant_id, staff_id, told_at DESC, id DESC)`,
      `CREATE INDEX contact_change_status ON contact_change (tenant_id, status, told_at, id)`,
      ...['outstation_staff', 'staff_leave', 'contact_change'].flatMap((table) => secureTable(table)),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
