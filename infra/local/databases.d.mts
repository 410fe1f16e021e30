import type { Client } from 'pg';

export interface Roles { owner: string; app: string; relay: string }
export const LOG_DATABASE: string;
export function rolesOf(database: string): Roles;
export function ensureRoles(superuser: Client, database: string, passwordOf: (role: string) => string): Promise<void>;
export function ensureRole(superuser: Client, role: string, password: string): Promise<void>;
export function ensureDatabase(superuser: Client, database: string, owner: string): Promise<boolean>;
export function prepareDatabase(url: string, roles: Roles): Promise<void>;
export function setUpDatabases(superuserUrl: (database: string) => string, databases: string[], passwordOf: (role: string) => string): Promise<void>;
export function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T>;
