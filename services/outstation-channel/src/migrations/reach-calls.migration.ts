import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Pings and calls to outstation staff inside and outside their reach hours (OC-3.1.2a). */
export class ReachCalls1700000000603 implements MigrationInterface {
  name = 'ReachCalls1700000000603';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE reach_call (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, staff_id uuid NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, message text NOT NULL, sent_at timestamptz NOT NULL, sent_by text NOT NULL,
        to_user_id uuid NOT NULL, to_deputy boolean NOT NULL, due_at timestamptz, status text NOT NULL, answered_at timestamptz, answer text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX reach_call_sent ON reach_call (tenant_id, sent_at DESC, id DESC)`,
      `CREATE INDEX reach_call_staff ON reach_call (tenant_id, staff_id, sent_at DESC, id DESC)`,
      `CREATE INDEX reach_call_waiting ON reach_call (tenant_id, to_user_id, sent_at DESC, id DESC) WHERE status = 'waiting'`,
      ...secureTable('reach_call'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
