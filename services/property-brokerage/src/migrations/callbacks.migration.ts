import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Parties of archived deals whom the supervisor calls back (PB-3.3). */
export class Callbacks1700000000471 implements MigrationInterface {
  name = 'Callbacks1700000000471';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE deal_callback (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, department_unit_id uuid NOT NULL, specialist_user_id uuid, party_id uuid NOT NULL, side text NOT NULL, contact_name text NOT NULL, contact_phone text NOT NULL,
        archived_at timestamptz NOT NULL, status text NOT NULL, attempts jsonb NOT NULL, score int, comment text, finished_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX deal_callback_party ON deal_callback (tenant_id, deal_id, party_id)`,
      `CREATE INDEX deal_callback_planned ON deal_callback (tenant_id, archived_at, id) WHERE status = 'planned'`,
      `CREATE INDEX deal_callback_finished ON deal_callback (tenant_id, status, finished_at DESC, id DESC) WHERE status <> 'planned'`,
      // Statistics of some months.
      `CREATE INDEX deal_callback_archived ON deal_callback (tenant_id, archived_at)`,
      ...secureTable('deal_callback'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
