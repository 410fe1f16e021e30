import type { Caller, Json, SignedIn } from './client.mjs';

export interface Person { key: string; name: string; title: string; staffNumber: string; unit?: string; at?: string; roles: string[]; qualifications?: string[] }
export interface UnitPlan { key: string; name: string; kind: string; parent?: string; designations?: string[] }
export interface CompanyPlan {
  gatewayUrl: string; operatorKey?: string; by?: Caller; password: string; name: string; code: string; kind: 'headquarters' | 'subsidiary' | 'company'; parentId?: string; domain: string;
  modules?: string[]; staff: Person[]; units?: UnitPlan[]; sandboxStartsAt?: string;
}
export interface Company {
  tenant: Json; sandboxId: string; domain: string; password: string; units: Record<string, string>; people: Record<string, { id: string; account: string; name: string }>; admin: SignedIn;
  signIn(key: string, sandbox?: boolean): Promise<SignedIn>;
}

export const STAFF: Person[];
export const HQ_STAFF: Person[];
export function company(plan: CompanyPlan): Promise<Company>;
export function qualify(of: Company, staff: Person[], options?: { sandbox?: boolean; from?: string; to?: string }): Promise<void>;
export function people(who: Caller): Promise<Map<string, string>>;
