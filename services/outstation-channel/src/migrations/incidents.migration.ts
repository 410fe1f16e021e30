import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Incidents with their record (OC-3.6). */
export class Incidents1700000000660 implements MigrationInterface {
  name = 'Incidents1700000000660';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE incident (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, department_unit_id uuid NOT NULL, station_unit_id uuid, owner_user_id uuid NOT NULL, title text NOT NULL, summary text NOT NULL,
        complainant_name text, complainant_phone text, bodies text[] NOT NULL, status text NOT NULL, aware_at timestamptz NOT NULL, first_reported_at timestamptz, last_reported_at timestamptz, resolved_at timestamptz,
        reopenings int NOT NULL, resolution text, lessons text, exposures int NOT NULL, PRIMARY KEY (tenant_id, id))`,
      // Statistics of some months too.
      `CREATE INDEX incident_aware ON incident (tenant_id, aware_at DESC, id DESC)`,
      `CREATE INDEX incident_status ON incident (tenant_id, status, aware_at DESC, id DESC)`,
      ...secureTable('incident'),
      `CREATE TABLE incident_entry (tenant_id uuid NOT NULL, id uuid NOT NULL, incident_id uuid NOT NULL, kind text NOT NULL, at timestamptz NOT NULL, by_name text NOT NULL, text text NOT NULL, url text, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX incident_entry_of ON incident_entry (tenant_id, incident_id, at DESC, id DESC)`,
      ...secureTable('incident_entry'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
