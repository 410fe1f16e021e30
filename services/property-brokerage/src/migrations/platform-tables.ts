/** Tables without a tenant: none. */
export const platformTables: Record<string, string> = {};

/** Indexes that do not start with tenant_id, each with its reason. */
export const crossTenantIndexes: Record<string, string> = {
  client_link_hash: 'Whose private link it is, read by the function client_link_owner before a tenant is known (PB-4.8).',
};
