import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Documents of the channel in editions, and who has signed which (OC-1.1, OC-2.5, OC-3.4a). */
export class ChannelDocuments1700000000677 implements MigrationInterface {
  name = 'ChannelDocuments1700000000677';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE channel_document (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, title text NOT NULL, model text, opened_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX channel_document_latest ON channel_document (tenant_id, opened_at DESC, id DESC)`,
      `CREATE INDEX channel_document_kind ON channel_document (tenant_id, kind, opened_at DESC, id DESC)`,
      ...secureTable('channel_document'),
      `CREATE TABLE channel_document_edition (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, document_id uuid NOT NULL, edition int NOT NULL, attachment_id uuid NOT NULL, effective_on date NOT NULL, note text, published_at timestamptz NOT NULL, published_by text NOT NULL,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX channel_document_edition_of ON channel_document_edition (tenant_id, document_id, edition)`,
      ...secureTable('channel_document_edition'),
      `CREATE TABLE channel_document_signature (
        tenant_id uuid NOT NULL, edition_id uuid NOT NULL, user_id uuid NOT NULL, user_name text NOT NULL, signed_at timestamptz NOT NULL, PRIMARY KEY (tenant_id, edition_id, user_id))`,
      ...secureTable('channel_document_signature'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
