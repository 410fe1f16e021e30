import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Repair orders are found by the beginning of their number, in byte order whatever the database's own is (OC-3.2.2a). */
export class OrderSearch1700000000638 implements MigrationInterface {
  name = 'OrderSearch1700000000638';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX repair_order_number ON repair_order (tenant_id, number COLLATE "C")');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
