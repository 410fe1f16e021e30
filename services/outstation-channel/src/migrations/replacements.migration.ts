import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Replacements with approval and cause (OC-3.7b). */
export class Replacements1700000000637 implements MigrationInterface {
  name = 'Replacements1700000000637';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE replacement (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, region_id uuid NOT NULL, month text NOT NULL, model text NOT NULL, serial text NOT NULL, reason text NOT NULL, cause text NOT NULL,
        status text NOT NULL, asked_at timestamptz NOT NULL, asked_by uuid, asked_by_name text NOT NULL, decided_at timestamptz, decided_by text, decision_note text, new_serial text, replaced_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX replacement_asked ON replacement (tenant_id, asked_at DESC, id DESC)`,
      `CREATE INDEX replacement_station ON replacement (tenant_id, station_id, asked_at DESC, id DESC)`,
      `CREATE INDEX replacement_month ON replacement (tenant_id, month)`,
      // One device is replaced once, whatever the code does.
      `CREATE UNIQUE INDEX replacement_serial ON replacement (tenant_id, serial) WHERE status <> 'refused'`,
      ...secureTable('replacement'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
