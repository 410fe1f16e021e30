import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Rounds of the document transfer with their checklist, what both parties were told of the specialist, and the copies of the contract that are checked (PB-4.1c to PB-4.4). */
export class DocumentTransfers1700000000410 implements MigrationInterface {
  name = 'DocumentTransfers1700000000410';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE document_transfer (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, round int NOT NULL, status text NOT NULL, opened_at timestamptz NOT NULL, closed_at timestamptz, closed_by text, reason text, missing jsonb NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX document_transfer_round ON document_transfer (tenant_id, deal_id, round)`,
      // A deal has one open round at most, whoever asks at once.
      `CREATE UNIQUE INDEX document_transfer_open ON document_transfer (tenant_id, deal_id) WHERE status = 'open'`,
      ...secureTable('document_transfer'),

      `CREATE TABLE transfer_item (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, key text NOT NULL, name jsonb NOT NULL, party_id uuid, whose text NOT NULL, from_template boolean NOT NULL, position int NOT NULL, state text NOT NULL,
        reason text, owed_until text, original_place text, attachment_ids uuid[] NOT NULL, brought_at timestamptz, brought_by text, noted_at timestamptz NOT NULL, noted_by text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX transfer_item_key ON transfer_item (tenant_id, deal_id, key, party_id) NULLS NOT DISTINCT`,
      ...secureTable('transfer_item'),

      `CREATE TABLE introduction (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, party_id uuid NOT NULL, specialist_user_id uuid NOT NULL, channel text NOT NULL, told text NOT NULL, outcome text, message_id uuid, at timestamptz NOT NULL,
        recorded_at timestamptz NOT NULL, by_name text NOT NULL, note text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX introduction_deal ON introduction (tenant_id, deal_id, at, id)`,
      ...secureTable('introduction'),

      `CREATE TABLE contract_copy (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, deal_id uuid NOT NULL, handing int NOT NULL, status text NOT NULL, handed_at timestamptz NOT NULL, handed_by text NOT NULL, note text NOT NULL, attachment_ids uuid[] NOT NULL,
        checked_at timestamptz, checked_by text, reason text, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX contract_copy_handing ON contract_copy (tenant_id, deal_id, handing)`,
      ...secureTable('contract_copy'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
