import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Quality problems (OC-3.5.1) and what the market says (OC-2.3). */
export class QualityIssues1700000000670 implements MigrationInterface {
  name = 'QualityIssues1700000000670';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE quality_issue (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, department_unit_id uuid NOT NULL, station_unit_id uuid, model text NOT NULL, fault text NOT NULL, text text NOT NULL, units int NOT NULL CHECK (units > 0),
        discovered_at timestamptz NOT NULL, reported_at timestamptz NOT NULL, by_name text NOT NULL, status text NOT NULL, outcome text, PRIMARY KEY (tenant_id, id))`,
      // The trend of some months too.
      `CREATE INDEX quality_issue_found ON quality_issue (tenant_id, discovered_at DESC, id DESC)`,
      `CREATE INDEX quality_issue_model ON quality_issue (tenant_id, model, discovered_at DESC, id DESC)`,
      ...secureTable('quality_issue'),
      `CREATE TABLE market_item (tenant_id uuid NOT NULL, id uuid NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, maker text, model text, text text NOT NULL, at timestamptz NOT NULL, by_name text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX market_item_latest ON market_item (tenant_id, at DESC, id DESC)`,
      ...secureTable('market_item'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
