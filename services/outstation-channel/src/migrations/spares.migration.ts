import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** The parts list, and applications for spares and their return; what lies where is in the stock ledger (OC-3.2.3a, OC-3.2.3b). */
export class Spares1700000000634 implements MigrationInterface {
  name = 'Spares1700000000634';

  async up(runner: QueryRunner): Promise<void> {
    const asked = `tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, lines jsonb NOT NULL, status text NOT NULL, asked_at timestamptz NOT NULL, asked_by uuid,
      asked_by_name text NOT NULL, decided_at timestamptz, decided_by text, decision_note text, tracking text`;
    const statements = [
      `CREATE TABLE spare_item (tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, name text NOT NULL, kind text NOT NULL, model text NOT NULL, serial boolean NOT NULL, PRIMARY KEY (tenant_id, id))`,
      `CREATE UNIQUE INDEX spare_item_number ON spare_item (tenant_id, number)`,
      `CREATE TABLE spare_application (${asked}, reason text, shipped_at timestamptz, received_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX spare_application_asked ON spare_application (tenant_id, asked_at DESC, id DESC)`,
      `CREATE INDEX spare_application_station ON spare_application (tenant_id, station_id, asked_at DESC, id DESC)`,
      `CREATE TABLE spare_return (${asked}, reason text NOT NULL, returned_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX spare_return_asked ON spare_return (tenant_id, asked_at DESC, id DESC)`,
      `CREATE INDEX spare_return_station ON spare_return (tenant_id, station_id, asked_at DESC, id DESC)`,
      ...['spare_item', 'spare_application', 'spare_return'].flatMap((table) => secureTable(table)),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
