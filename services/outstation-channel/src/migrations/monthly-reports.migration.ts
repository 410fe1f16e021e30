import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureTable } from '@luyue/platform';

/** Faulty units that lie with operators, as the monthly reports tell them (OC-3.5.3). */
export class MonthlyReports1700000000674 implements MigrationInterface {
  name = 'MonthlyReports1700000000674';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      `CREATE TABLE faulty_stock (
        tenant_id uuid NOT NULL, report_id uuid NOT NULL, operator_id uuid NOT NULL, model text NOT NULL, month date NOT NULL, department_unit_id uuid NOT NULL, units int NOT NULL CHECK (units > 0), oldest_on date NOT NULL,
        PRIMARY KEY (tenant_id, report_id, operator_id, model))`,
      `CREATE INDEX faulty_stock_month ON faulty_stock (tenant_id, month, oldest_on)`,
      ...secureTable('faulty_stock'),
    ];
    for (const sql of statements) await runner.query(sql);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
