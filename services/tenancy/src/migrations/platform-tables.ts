/** Tables without a tenant, each with its reason; test/architecture refuses any other. The service's role sees no row of them. */
export const platformTables: Record<string, string> = {
  identity: 'One person signs in once for all places (PF-5). Row security shows the service role nothing: only SECURITY DEFINER functions reach it.',
  sign_in_failure: 'Failed sign-ins are counted before any tenant is known, for unknown accounts too (PF-5). Reached by functions only.',
};

/** Indexes that do not start with tenant_id, each with its reason. */
export const crossTenantIndexes: Record<string, string> = {
  user_account_identity: 'The places of one person, read by the function identity_places before a tenant is chosen.',
  api_key_hash: 'The owner of an API key, read by the function api_key_owner before a tenant is known (PF-8).',
};
