import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Replica of partner agreements, each side's own row (PF-10): what a crossing is decided by. */
export class Agreements1700000000008 implements MigrationInterface {
  name = 'Agreements1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE directory_agreement (
        tenant_id uuid NOT NULL, id uuid NOT NULL, partner_tenant_id uuid NOT NULL, partner_name text NOT NULL, purpose text NOT NULL, terms jsonb NOT NULL, status text NOT NULL,
        version int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX directory_agreement_partner ON directory_agreement (tenant_id, purpose, partner_tenant_id)`,
      ...secureTable('directory_agreement'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
