import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Signs of faked orders as cases (OC-3.2.2b). */
export class FraudSignals1700000000632 implements MigrationInterface {
  name = 'FraudSignals1700000000632';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE fraud_case (
        tenant_id uuid NOT NULL, id uuid NOT NULL, version int NOT NULL, station_id uuid NOT NULL, department_unit_id uuid NOT NULL, kind text NOT NULL, key text NOT NULL, month text NOT NULL, order_ids uuid[] NOT NULL, detail jsonb NOT NULL, status text NOT NULL,
        opened_at timestamptz NOT NULL, decided_at timestamptz, decided_by text, reason text, evidence text, report text, reported_at timestamptz, education text, educated_on date, PRIMARY KEY (tenant_id, id), UNIQUE (tenant_id, kind, key))`,
      `CREATE INDEX fraud_case_status ON fraud_case (tenant_id, status, opened_at, id)`,
      `CREATE INDEX fraud_case_station ON fraud_case (tenant_id, station_id, status, opened_at, id)`,
      ...secureTable('fraud_case'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
