import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Authorised stations with the history of their data (OC-2.1, OC-3.5.2). */
export class Stations1700000000630 implements MigrationInterface {
  name = 'Stations1700000000630';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE authorised_station (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, department_unit_id uuid NOT NULL, region_id uuid NOT NULL, data jsonb NOT NULL, status text NOT NULL, opened_on date NOT NULL, closed_on date, close_reason text,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX authorised_station_number ON authorised_station (tenant_id, number)`,
      `CREATE INDEX authorised_station_region ON authorised_station (tenant_id, region_id, number)`,
      `CREATE TABLE station_change (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, before jsonb NOT NULL, after jsonb NOT NULL, changed_on date NOT NULL, told_at timestamptz NOT NULL, told_by text NOT NULL,
        status text NOT NULL, decided_at timestamptz, decided_by text, decision_note text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX station_change_station ON station_change (tenant_id, station_id, told_at DESC, id DESC)`,
      `CREATE INDEX station_change_status ON station_change (tenant_id, status, told_at, id)`,
      ...['authorised_station', 'station_change'].flatMap((table) => secureTable(table)),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
