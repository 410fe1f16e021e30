import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Comes after the obligations', whose table the items of the ledger are counted from. */
export class Scorecards1700000000012 implements MigrationInterface {
  name = 'Scorecards1700000000012';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE score_scheme (
        tenant_id uuid NOT NULL, kind text NOT NULL, scope text NOT NULL, version int NOT NULL, effective_from timestamptz NOT NULL, items jsonb NOT NULL, settings jsonb NOT NULL, set_by text NOT NULL, set_at timestamptz NOT NULL, reason text NOT NULL,
        PRIMARY KEY (tenant_id, kind, scope, version), UNIQUE (tenant_id, kind, scope, effective_from))`,
      ...secureTable('score_scheme'),
      `CREATE TABLE score_card (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, kind text NOT NULL, scope text NOT NULL, subject_id uuid NOT NULL, subject_name text NOT NULL, unit_id uuid NOT NULL, period text NOT NULL, period_from date NOT NULL,
        period_to date NOT NULL, scheme_version int NOT NULL, settings jsonb NOT NULL, status text NOT NULL CHECK (status IN ('draft', 'closed', 'published', 'appealed', 'decided')), items jsonb NOT NULL, deductions jsonb NOT NULL,
        total_hundredths int CHECK (total_hundredths BETWEEN 0 AND 10000), entries jsonb NOT NULL, closed_at timestamptz, published_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX score_card_once ON score_card (tenant_id, kind, subject_id, period)`,
      `CREATE INDEX score_card_list ON score_card (tenant_id, kind, period_from DESC, id DESC)`,
      ...secureTable('score_card'),
      // Whose share in time is asked for: a period's obligations of some people.
      `CREATE INDEX obligation_owner_due ON obligation (tenant_id, owner_user_id, due_at) WHERE owner_user_id IS NOT NULL`,
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
