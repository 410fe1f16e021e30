import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Half-yearly rounds and the proposals that headquarters decide (OC-4.1, OC-4.3). */
export class Rotations1700000000607 implements MigrationInterface {
  name = 'Rotations1700000000607';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE rotation_round (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, round_on date NOT NULL, status text NOT NULL, opened_at timestamptz NOT NULL, opened_by text NOT NULL, closed_at timestamptz, closed_by text, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX rotation_round_date ON rotation_round (tenant_id, department_unit_id, round_on)`,
      `CREATE INDEX rotation_round_latest ON rotation_round (tenant_id, round_on DESC, id DESC)`,
      `CREATE TABLE rotation_proposal (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, round_id uuid, posting_id uuid NOT NULL, staff_id uuid NOT NULL, rule text NOT NULL, reason text NOT NULL, score_period text, rank jsonb, to_region_ids jsonb NOT NULL,
        protected boolean NOT NULL, improvement_note text, proposed_at timestamptz NOT NULL, proposed_by text NOT NULL, status text NOT NULL, decision jsonb, PRIMARY KEY (tenant_id, id))`,
      // One open proposal of a kind for a posting: a second low score adds nothing to the first.
      `CREATE UNIQUE INDEX rotation_proposal_open ON rotation_proposal (tenant_id, posting_id, rule) WHERE status = 'proposed'`,
      `CREATE INDEX rotation_proposal_round ON rotation_proposal (tenant_id, round_id, status)`,
      `CREATE INDEX rotation_proposal_latest ON rotation_proposal (tenant_id, proposed_at DESC, id DESC)`,
      `CREATE INDEX rotation_proposal_status ON rotation_proposal (tenant_id, status, proposed_at DESC, id DESC)`,
      ...['rotation_round', 'rotation_proposal'].flatMap((table) => secureTable(table)),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
