export interface Company {
  name: string;
  tenantId: string;
  sandboxId: string;
  units: Record<string, string>;
  people: Record<string, { id: string; account: string; name: string }>;
}
export interface Home { number: string; holderName: string; phone: string; address: string }
/** A caller of the gateway in somebody's name; the answers are the contract's JSON. */
export interface Caller {
  get(path: string): Promise<any>;
  post(path: string, body?: unknown): Promise<any>;
  patch(path: string, body: unknown, version: number): Promise<any>;
  send(method: string, path: string, options?: { body?: unknown }): Promise<{ status: number; body: any }>;
  refused(status: number, method: string, path: string, body?: unknown): Promise<any>;
}
export type Place = 'hq' | 'east' | 'west' | 'property';
export interface Stage {
  url: string;
  password: string;
  hq: Company;
  east: Company;
  west: Company;
  property: Company;
  /** Of the property company: one just signed, one with its specialist. */
  deals: { signed: string; taken: string };
  homes: Home[];
  /** The eight households that one part of the journeys has to itself. */
  homesOf(part: string): Home[];
  api(of: Place, key: string, sandbox?: boolean): Promise<Caller>;
}

export function openStage(platform: { url: string; operatorKey: string }): Promise<Stage>;
