import type { Caller } from '../../infra/local/client.mjs';

export type { Caller };
export interface Company {
  name: string;
  code: string;
  tenantId: string;
  sandboxId: string;
  units: Record<string, string>;
  people: Record<string, { id: string; account: string; name: string }>;
}
export interface Home { number: string; holderName: string; phone: string; address: string }
export type Place = 'hq' | 'east' | 'west' | 'property' | 'letting' | 'maker' | 'device';
/** Ids of what the tours of the outstation channel open. */
export interface Channel {
  region: string;
  incident: string;
  person: string;
  station: string;
  station2: string;
}
export interface Stage {
  url: string;
  password: string;
  hq: Company;
  east: Company;
  west: Company;
  property: Company;
  /** Its sandbox begins in the daytime of 2026-09-18. */
  letting: Company;
  /** A manufacturer with distributors, and what its tours open. */
  maker: Company;
  rounds: { region: string; customer: string; wuxi: string };
  /** A device maker with outstation staff and authorised stations, and what its tours open. */
  device: Company;
  channel: Channel;
  /** Of the property company: one just signed, one with its specialist, one in the middle of its work; and the reconciliation of a day. */
  deals: { signed: string; taken: string; working: string; reconciliation: string };
  /** An account transfer of the eastern company that is to be answered. */
  transfer: string;
  homes: Home[];
  /** The eight households that one part of the journeys has to itself. */
  homesOf(part: string): Home[];
  api(of: Place, key: string, sandbox?: boolean): Promise<Caller>;
}

export function openStage(platform: { url: string; operatorKey: string }): Promise<Stage>;
