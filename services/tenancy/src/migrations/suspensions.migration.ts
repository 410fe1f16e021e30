import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which tenants are suspended (PF-1): asked by the gateway before anybody is known. Ids only. */
export class Suspensions1700000000013 implements MigrationInterface {
  name = 'Suspensions1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION suspended_tenants() RETURNS TABLE (id uuid) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
      SELECT t.id FROM tenant t WHERE t.status = 'suspended' $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forwards only (PF-20)');
  }
}
