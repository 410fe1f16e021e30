import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Who supervises a station, what was checked, talked over and trained there, and the plan of trainings (OC-3.1.2b, OC-3.2, OC-3.4). */
export class StationDuties1700000000662 implements MigrationInterface {
  name = 'StationDuties1700000000662';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE station_supervision (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, user_id uuid NOT NULL, begins_on date NOT NULL, ends_on date, PRIMARY KEY (tenant_id, id))`,
      ...secureTable('station_supervision'),
      `CREATE TABLE station_record (
        tenant_id uuid NOT NULL, id uuid NOT NULL, station_unit_id uuid NOT NULL, kind text NOT NULL, held_on date NOT NULL, score int CHECK (score BETWEEN 0 AND 100), text text NOT NULL, attendees jsonb NOT NULL, training_id uuid,
        recorded_at timestamptz NOT NULL, by_name text NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX station_record_latest ON station_record (tenant_id, held_on DESC, id DESC)`,
      `CREATE INDEX station_record_station ON station_record (tenant_id, station_unit_id, kind, held_on DESC, recorded_at DESC)`,
      ...secureTable('station_record'),
      `CREATE TABLE station_training (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, station_unit_id uuid NOT NULL, topic text NOT NULL, title text NOT NULL, planned_on date NOT NULL, trainer_user_id uuid NOT NULL, status text NOT NULL, reason text,
        PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX station_training_plan ON station_training (tenant_id, status, planned_on, id)`,
      ...secureTable('station_training'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
