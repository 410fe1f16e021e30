import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Evidence packs of deals (capability 7). */
export class EvidencePacks1700000000472 implements MigrationInterface {
  name = 'EvidencePacks1700000000472';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE evidence_pack (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, reason text NOT NULL, full_numbers boolean NOT NULL, made_at timestamptz NOT NULL, made_by text NOT NULL, manifest text NOT NULL, head text NOT NULL,
        entries int NOT NULL, bytes bigint NOT NULL, texts jsonb NOT NULL, attachment_ids uuid[] NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX evidence_pack_deal ON evidence_pack (tenant_id, deal_id, made_at DESC, id DESC)`,
      // All messages of a deal, whatever they are about.
      `CREATE INDEX deal_message_deal ON deal_message (tenant_id, deal_id, requested_at, id)`,
      ...secureTable('evidence_pack'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
