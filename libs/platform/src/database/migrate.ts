import { DataSource, type MigrationInterface } from 'typeorm';
import { GuardedClient } from './guarded-client.ts';
import { Platform1700000000001 } from './platform.migration.ts';
import { grantToService } from './row-security.ts';

export type Migration = new () => MigrationInterface;

/**
 * Brings a service's database to the newest schema as its owner role and grants the service's role its rights.
 * Safe to run by several replicas at once: a session lock lets one of them work.
 */
export async function migrate(service: string, ownerUrl: string, migrations: Migration[]): Promise<number> {
  const source = new DataSource({
    type: 'postgres', url: ownerUrl, migrations: [Platform1700000000001, ...migrations], migrationsTableName: 'schema_migration', migrationsTransactionMode: 'each', 
    extra: { max: 2, Client: GuardedClient, options: `-c luyue.service=${service.replaceAll('-', '_')}` },
  });
  await source.initialize();
  const runner = source.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock(hashtext('schema_migration'))`);
    const done = await source.runMigrations();
    for (const statement of grantToService(service)) await runner.query(statement);
    return done.length;
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(hashtext('schema_migration'))`).catch(() => undefined);
    await runner.release();
    await source.destroy();
  }
}
