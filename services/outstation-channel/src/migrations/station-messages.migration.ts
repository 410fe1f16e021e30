import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Messages between stations and the channel (OC-3.3.2). */
export class StationMessages1700000000666 implements MigrationInterface {
  name = 'StationMessages1700000000666';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE station_message (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, station_unit_id uuid NOT NULL, direction text NOT NULL CHECK (direction IN ('up', 'down')), text text NOT NULL, at timestamptz NOT NULL, by_name text NOT NULL,
        answers_id uuid, answered_at timestamptz, read_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX station_message_latest ON station_message (tenant_id, at DESC, id DESC)`,
      `CREATE INDEX station_message_station ON station_message (tenant_id, station_unit_id, at DESC, id DESC)`,
      `CREATE INDEX station_message_waiting ON station_message (tenant_id, at, id) WHERE direction = 'up' AND answered_at IS NULL`,
      ...secureTable('station_message'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
