import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Days of the trust account, bank against books (capability 4). */
export class Reconciliations1700000000451 implements MigrationInterface {
  name = 'Reconciliations1700000000451';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE reconciliation (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, day date NOT NULL, status text NOT NULL, file_name text NOT NULL, movements int NOT NULL, matched int NOT NULL, differences int NOT NULL, unexplained int NOT NULL,
        bank_in_fen bigint NOT NULL, bank_out_fen bigint NOT NULL, book_in_fen bigint NOT NULL, book_out_fen bigint NOT NULL, made_by text NOT NULL, made_at timestamptz NOT NULL, ended_by text, ended_at timestamptz, reason text,
        PRIMARY KEY (tenant_id, id))`,
      // A day is reconciled once, whoever asks at the same moment.
      `CREATE UNIQUE INDEX reconciliation_day ON reconciliation (tenant_id, day) WHERE status <> 'discarded'`,
      `CREATE INDEX reconciliation_days ON reconciliation (tenant_id, day DESC, id DESC)`,
      ...secureTable('reconciliation'),

      `CREATE TABLE reconciliation_line (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, reconciliation_id uuid NOT NULL, position int NOT NULL, state text NOT NULL, "row" int, direction text NOT NULL, bank_fen bigint, book_fen bigint, counterparty text NOT NULL,
        reference text NOT NULL, item_kind text, item_id uuid, item_number text, matched_by text, explanation text, explained_by text, explained_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX reconciliation_line_position ON reconciliation_line (tenant_id, reconciliation_id, position)`,
      ...secureTable('reconciliation_line'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
