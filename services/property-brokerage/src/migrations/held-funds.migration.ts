import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Money that shops took for deals, each with its report (PB-4.6); the books themselves are the ledger's. */
export class HeldFunds1700000000440 implements MigrationInterface {
  name = 'HeldFunds1700000000440';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE receipt (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, deal_id uuid NOT NULL, shop_unit_id uuid NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, side text NOT NULL, payer_party_id uuid,
        payer_name text NOT NULL, amount_fen bigint NOT NULL CHECK (amount_fen > 0), received_at timestamptz NOT NULL, method text NOT NULL, reference text, note text NOT NULL, attachment_ids uuid[] NOT NULL, recorded_at timestamptz NOT NULL,
        recorded_by text NOT NULL, entry_id uuid NOT NULL, reversal_of uuid, reversed_by uuid, reason text, reported_at timestamptz, complete_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX receipt_number ON receipt (tenant_id, number)`,
      `CREATE INDEX receipt_deal ON receipt (tenant_id, deal_id, received_at, id)`,
      `CREATE INDEX receipt_received ON receipt (tenant_id, received_at DESC, id DESC)`,
      `CREATE INDEX receipt_unreported ON receipt (tenant_id, received_at DESC, id DESC) WHERE complete_at IS NULL`,
      // Taken back once, whatever the code does.
      `CREATE UNIQUE INDEX receipt_reversal ON receipt (tenant_id, reversal_of) WHERE reversal_of IS NOT NULL`,
      ...secureTable('receipt'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
