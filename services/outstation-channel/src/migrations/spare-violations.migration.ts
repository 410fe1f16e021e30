import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Borrowing and dismantling by stations (OC-3.2.3a). */
export class SpareViolations1700000000635 implements MigrationInterface {
  name = 'SpareViolations1700000000635';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE spare_violation (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, facts text NOT NULL, serials text[] NOT NULL, discovered_at timestamptz NOT NULL,
        reported_at timestamptz NOT NULL, reported_by text NOT NULL, told text[] NOT NULL, status text NOT NULL, decided_at timestamptz, decided_by text, decision text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX spare_violation_reported ON spare_violation (tenant_id, reported_at DESC, id DESC)`,
      `CREATE INDEX spare_violation_station ON spare_violation (tenant_id, station_id, reported_at DESC, id DESC)`,
      ...secureTable('spare_violation'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
