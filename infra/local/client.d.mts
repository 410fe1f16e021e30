/** JSON of the gateway; its contract is the OpenAPI document, and each test says what it expects of it. */
export type Json = any;
export interface Answer { status: number; headers: Headers; body: Json }
export interface Sent { body?: unknown; form?: FormData; headers?: Record<string, string> }

/** Whoever sends a request and looks at the answer themselves. */
export interface Sender { send(method: string, path: string, options?: { body?: unknown }): Promise<{ status: number; body: Json }> }
/** A caller of the gateway. `get`, `post`, `patch`, `put` and `upload` throw `Refused` for everything that is not a success. */
export interface Caller {
  send(method: string, path: string, options?: Sent): Promise<Answer>;
  get(path: string): Promise<Json>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Json>;
  patch(path: string, body: unknown, version: number): Promise<Json>;
  /** `version`: of what is versioned. */
  put(path: string, body: unknown, version?: number): Promise<Json>;
  upload(path: string, name: string, bytes: Uint8Array | string, type: string): Promise<Json>;
  /** The problem of a request that must be refused with `status`; throws when it was not. */
  refused(status: number, method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Json>;
}
export interface SignedIn extends Caller { session: Json }

export class Refused extends Error {
  status: number;
  problem: Json;
}
export function watchAnswers(check: (method: string, path: string, answer: Answer) => void): void;
export function client(gatewayUrl: string, headers?: Record<string, string>): Caller;
export function signIn(gatewayUrl: string, account: string, password: string, tenantId?: string): Promise<SignedIn>;
export function eventually<T>(what: string, check: () => Promise<T | null | undefined | false | 0 | ''>, ms?: number): Promise<T>;
export function inGroups<T, R>(list: readonly T[], work: (each: T, index: number) => Promise<R>): Promise<R[]>;
