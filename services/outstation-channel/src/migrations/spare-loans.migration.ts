import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Spare units lent to stations (OC-3.7a). */
export class SpareLoans1700000000636 implements MigrationInterface {
  name = 'SpareLoans1700000000636';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE spare_loan (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, number text NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, region_id uuid NOT NULL, item_id uuid NOT NULL, serial text, purpose text NOT NULL, status text NOT NULL,
        asked_at timestamptz NOT NULL, asked_by uuid, asked_by_name text NOT NULL, decided_by text, decision_note text, set_due_on date, issued_at timestamptz, due_at timestamptz, returned_at timestamptz, PRIMARY KEY (tenant_id, id))`,
      `CREATE INDEX spare_loan_asked ON spare_loan (tenant_id, asked_at DESC, id DESC)`,
      `CREATE INDEX spare_loan_station ON spare_loan (tenant_id, station_id, asked_at DESC, id DESC)`,
      `CREATE INDEX spare_loan_due ON spare_loan (tenant_id, due_at, id) WHERE status = 'out'`,
      `CREATE INDEX spare_loan_issued ON spare_loan (tenant_id, issued_at)`,
      ...secureTable('spare_loan'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
