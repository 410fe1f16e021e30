import type { Client } from 'pg';

export interface Furnished {
  tenantId: string;
  name: string;
  /** The bounded context, and the rulebook that it adopted in 2020. */
  module: string;
  /** A sandbox whose time is about this now; else the machine's. */
  now?: string;
  units: readonly { id: string; name: string; kind: string; parentId?: string }[];
  /** Each with a role at their unit; `units` that their permissions reach, all unless named. */
  people: readonly { id: string; name: string; unitId: string; role: string; units?: string[] | 'all' }[];
}
export function furnishReplica(client: Client, company: Furnished): Promise<void>;
export function headersOf(signer: { seal(caller: never, seconds: number): string }, company: Furnished, person: Furnished['people'][number], roles: Map<string, readonly string[]>): Record<string, string>;
