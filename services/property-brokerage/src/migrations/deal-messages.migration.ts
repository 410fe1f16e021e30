import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** What hangs on a deal and can owe something of its own, and the messages that were asked for it. */
export class DealMessages1700000000420 implements MigrationInterface {
  name = 'DealMessages1700000000420';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // A step, receipt or slip is the subject of its own obligations; the deal's clock, page and cancellation follow them too.
      `CREATE TABLE deal_subject (tenant_id uuid NOT NULL, deal_id uuid NOT NULL, subject_id uuid NOT NULL, PRIMARY KEY (tenant_id, deal_id, subject_id))`,
      ...secureTable('deal_subject'),

      `CREATE TABLE deal_message (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, subject_id uuid NOT NULL, kind text NOT NULL, clause_id text, requested_at timestamptz NOT NULL, requested_by text NOT NULL, owed jsonb NOT NULL,
        complete_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX deal_message_subject ON deal_message (tenant_id, subject_id, requested_at, id)`,
      ...secureTable('deal_message'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
