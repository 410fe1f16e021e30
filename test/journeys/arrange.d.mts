import type { Caller, Home } from './stage.mjs';

export function openCase(taker: Caller, home: Home, request: Record<string, unknown>): Promise<any>;
export function closedComplaint(taker: Caller, supervisor: Caller, supervisorId: string, home: Home): Promise<any>;
export function work(technician: Caller, order: { id: string }, last: 'accept' | 'depart' | 'arrive' | 'handle' | 'repair'): Promise<any>;
/** User ids by staff number. */
export function people(who: Caller): Promise<Map<string, string>>;
export function eventually<T>(what: string, check: () => Promise<T | null | undefined | false> | T | null | undefined | false, ms?: number): Promise<T>;
/** A PNG told apart by its seed. */
export function photo(seed: number, width?: number, height?: number): Buffer;
