import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** The handover of a deal's property with its fee settlement: F4 (PB-4.9a). */
export class Handovers1700000000460 implements MigrationInterface {
  name = 'Handovers1700000000460';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      // With the deal, because what F4 says is final for its utilities and lists show it.
      `ALTER TABLE deal ADD COLUMN f4_received_at timestamptz`,

      `CREATE TABLE handover (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, status text NOT NULL, handed_over_at timestamptz, handed_over_by text, present jsonb NOT NULL, items jsonb NOT NULL, readings jsonb NOT NULL,
        utilities jsonb NOT NULL, note text NOT NULL, attachment_ids uuid[] NOT NULL, lines jsonb NOT NULL, listed_at timestamptz, listed_by text, confirmations jsonb NOT NULL, settled_at timestamptz, owed_from timestamptz, sent_at timestamptz,
        sent_by text, received_at timestamptz, received_by text, returned_at timestamptz, returned_by text, return_reason text, reopened_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      // One for each deal, whoever begins it at once.
      `CREATE UNIQUE INDEX handover_deal ON handover (tenant_id, deal_id)`,
      ...secureTable('handover'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
