import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import type { Context, VouchedCaller } from '@luyue/platform';
import { serviceStage } from '@luyue/testing/service-stage';
import * as tenancy from './app.module.ts';
import type { ProvisionedTenant } from './provisioning/provisioning.http.ts';
import type { NewTenant } from './provisioning/provisioning.service.ts';
import type { AccessClaims } from './sessions/token-keys.ts';

export const OPERATOR_KEY = 'an operator key of the tests';
export const PASSWORD = 'Correct-horse-7';

export interface Answer<T> { status: number; body: T; headers: Headers }
export interface Ask { as?: VouchedCaller | null; body?: unknown; headers?: Record<string, string> }

/** The gateway's part: who an access token stands for. */
export function callerOf(accessToken: string): VouchedCaller {
  const { sub, tid, name, unit, sandbox, modules, grants } = decodeJwt<AccessClaims>(accessToken) as AccessClaims;
  return { tenantId: tid, userId: sub, userName: name, unitId: unit, sandbox, modules, grants };
}

/** The whole service on a database of its own, asked over HTTP as the gateway does. */
export async function startTenancy() {
  const stage = await serviceStage(tenancy, { environment: (folder) => ({ USER_TOKEN_KEYS_DIR: join(folder, 'keys'), OPERATOR_KEY, PASSWORD_MEMORY_KIB: 64, LOG_LEVEL: 'error' }) });

  async function ask<T = any>(method: string, path: string, { as = null, body, headers = {} }: Ask = {}): Promise<Answer<T>> {
    const response = await fetch(`http://127.0.0.1:${stage.port}/v1/tenancy/${path}`, {
      method, body: body === undefined ? undefined : JSON.stringify(body),
      headers: { 'x-luyue-context': stage.signer.seal(as, 60), 'accept-language': 'en', ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    });
    const text = await response.text();
    return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T, headers: response.headers };
  }

  /** Signs in and answers as the gateway would vouch for the person. */
  async function signIn(account: string, tenantId?: string): Promise<VouchedCaller> {
    const { status, body } = await ask('POST', 'sessions', { body: { account, password: PASSWORD, tenantId } });
    if (status !== 201) throw new Error(`sign-in of ${account}: ${status} ${JSON.stringify(body)}`);
    return callerOf(body.accessToken as string);
  }

  async function provision(name: string, more: Partial<NewTenant> = {}, as: VouchedCaller | null = null): Promise<ProvisionedTenant & { account: string }> {
    const account = `admin-${randomUUID().slice(0, 8)}@luyue.example`;
    const tenant = { name, code: `T${randomUUID().slice(0, 8).toUpperCase()}`, kind: 'company', modules: ['utility-care'], admin: { name: `${name} admin`, account, password: PASSWORD }, ...more };
    const { status, body } = await ask<ProvisionedTenant>('POST', 'tenants', { as, body: tenant, headers: as ? {} : { 'x-operator-key': OPERATOR_KEY } });
    if (status !== 201) throw new Error(`provisioning of ${name}: ${status} ${JSON.stringify(body)}`);
    return { ...body, account };
  }

  /** Headquarters with two subsidiaries, and a company that has nothing to do with them; each with its administrator signed in. */
  async function group() {
    const headquarters = await provision('Group', { kind: 'headquarters' });
    const hq = await signIn(headquarters.account);
    const [north, south] = [await provision('North Gas', { kind: 'subsidiary', parentId: headquarters.id }, hq), await provision('South Gas', { kind: 'subsidiary', parentId: headquarters.id }, hq)];
    const other = await provision('Other Gas');
    return { headquarters, north, south, other, as: { hq, north: await signIn(north.account), south: await signIn(south.account), other: await signIn(other.account) } };
  }

  const { stop, folder, database, get, clone: { owner } } = stage;
  return { ask, signIn, provision, group, stop, folder, owner, database, get };
}

export type Running = Awaited<ReturnType<typeof startTenancy>>;

/** A caller as a service method takes it. */
export const contextOf = (caller: VouchedCaller): Context => ({ ...caller, language: 'en', requestId: 'spec' });
