import type { VouchedCaller } from '@luyue/platform';

/** From this age on the next list is asked for beside the work; from the other one on, after a quiet time, nobody passes without it. */
const FRESH_MS = 2_000;
const STALE_MS = 10_000;

/** Suspended tenants as tenancy lists them: an access token lives ten minutes, and its rights may have ended meanwhile (PF-1). */
export class Suspensions {
  private ids = new Set<string>();
  private asked = 0;
  private asking: Promise<void> | undefined;

  /** `changed` is told when the list is another one. */
  constructor(private readonly tenancyUrl: string, private readonly anonymous: () => string, private readonly changed: () => void) {}

  /** Something to wait for where the list is too old to go by. */
  current(): Promise<void> | undefined {
    const age = Date.now() - this.asked;
    if (age < FRESH_MS) return undefined;
    this.asking ??= this.refresh().finally(() => { this.asking = undefined; });
    return age < STALE_MS ? undefined : this.asking;
  }

  /** The caller with what is left in a suspended tenant: reading, as in a token of its own. */
  inForce(caller: VouchedCaller): VouchedCaller {
    if (!this.ids.has(caller.tenantId)) return caller;
    return { ...caller, grants: caller.grants.map(({ units, permissions }) => ({ units, permissions: permissions.filter((p) => p.endsWith('.read')) })) };
  }

  /** Without an answer the last list holds. */
  private async refresh(): Promise<void> {
    const asked = Date.now();
    const found = await fetch(`${this.tenancyUrl}/v1/tenancy/suspended-tenants`, { headers: { 'x-luyue-context': this.anonymous() }, signal: AbortSignal.timeout(1_000) })
      .then((response) => (response.ok ? (response.json() as Promise<{ ids: string[] }>) : undefined)).catch(() => undefined);
    this.asked = asked;
    if (!found || (found.ids.length === this.ids.size && found.ids.every((id) => this.ids.has(id)))) return;
    this.ids = new Set(found.ids);
    this.changed();
  }
}
