/**
 * SQL for migrations: the table refuses rows of any other tenant than the one the transaction was opened for, for its owner too.
 * Without a tenant set nothing is visible (PF-4). Its primary key must start with `tenant_id` (checked by test/architecture).
 */
export function secureTable(table: string, options: { subtree?: boolean; definer?: boolean } = {}): string[] {
  const own = `tenant_id = nullif(current_setting('app.tenant', true), '')::uuid`;
  return [
    `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`,
    `CREATE POLICY own_rows ON ${table} USING (${own}) WITH CHECK (${own})`,
    // Headquarters' second scope: reading only, chosen by the use case, never by default (PF-2).
    ...(options.subtree
      ? [`CREATE POLICY subtree_rows ON ${table} FOR SELECT USING (tenant_id = ANY (nullif(current_setting('app.tenants', true), '')::uuid[]))`]
      : []),
    // For reviewed SECURITY DEFINER functions, which run as the owner and add the tenant themselves; no service connects as the owner.
    ...(options.definer ? [`CREATE POLICY definer_reads ON ${table} FOR SELECT TO CURRENT_USER USING (true)`] : []),
  ];
}

/** Rights of the service's role on everything made so far. Tables belong to the owner role, which no service connects as. */
export const grantToService = (service: string): string[] => {
  const app = `${service.replaceAll('-', '_')}_app`;
  return [
    `GRANT USAGE ON SCHEMA public TO ${app}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${app}`,
    `GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${app}`,
    // What was migrated is the owner's business alone.
    `REVOKE ALL ON schema_migration FROM ${app}`,
    // Functions are everybody's by default. Those that run as the owner see all tenants' rows, and the relay shares this database.
    `DO $$ DECLARE made regprocedure; BEGIN
      FOR made IN SELECT p.oid FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner WHERE p.pronamespace = 'public'::regnamespace AND r.rolname = current_user LOOP
        EXECUTE format('REVOKE ALL ON ROUTINE %s FROM PUBLIC; GRANT EXECUTE ON ROUTINE %s TO ${app}', made, made);
      END LOOP; END $$`,
  ];
};
