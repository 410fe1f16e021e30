import { BlockList, isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, refuse, statement, TenantDatabase, type Tx, type VouchedCaller } from '@luyue/platform';
import { PERMISSIONS } from '@luyue/regulations';
import { Audit } from '../audit/audit.service.ts';
import { nobody } from '../identities/identities.service.ts';
import { uphold } from '../refusal.ts';
import { Roles } from '../roles/roles.service.ts';
import { permitWholeTenant } from '../tenants/tenant-contexts.ts';
import { ApiClient, ApiKey } from './api-client.entity.ts';
import type { ClientView, ClientWithKey } from './clients.http.ts';
import { isLive, newKey, refuseKey, refusePermissions } from './clients.rules.ts';

const OWNER = statement('api_key_owner', `
  SELECT tenant_id AS "tenantId", sandbox, tenant_status AS "tenantStatus", modules, client_id AS "clientId", name, permissions, allowed_ips AS "allowedIps", expires_at AS "expiresAt" FROM api_key_owner($1)`);
// Keys run out by the real clock: a sandbox's month in a minute does not lock its partner out.
const REAL_NOW = statement('api_key_now', 'SELECT now() AS now');
const REVOKE_KEYS = statement('api_key_revoke_all', 'UPDATE api_key SET revoked_at = now(), version = version + 1 WHERE tenant_id = $1 AND client_id = $2 AND revoked_at IS NULL');
const DAY_MS = 86_400_000;
const WHAT = { zh: '接口客户端', en: 'API client' };

interface Owner { tenantId: string; sandbox: boolean; tenantStatus: 'active' | 'suspended'; modules: string[]; clientId: string; name: string; permissions: string[]; allowedIps: string[]; expiresAt: Date }
export interface NewClient { name: string; permissions: string[]; allowedIps?: string[]; days: number }

@Injectable()
export class Clients {
  constructor(private readonly database: TenantDatabase, private readonly roles: Roles, private readonly audit: Audit) {}

  list(ctx: Context): Promise<{ items: ClientView[] }> {
    permitWholeTenant(ctx, 'client.manage');
    return this.database.read(ctx, async (tx) => {
      const clients = await tx.manager.createQueryBuilder(ApiClient, 'c').where('c.tenantId = :tenant', { tenant: tx.tenantId }).orderBy('c.createdAt').getMany();
      const keys = await tx.manager.createQueryBuilder(ApiKey, 'k').where('k.tenantId = :tenant', { tenant: tx.tenantId }).orderBy('k.createdAt').getMany();
      const now = await realNow(tx);
      return { items: clients.map((c) => view(c, keys.filter((k) => k.clientId === c.id), now)) };
    });
  }

  /** Makes a client with its first key. It never holds more than its maker: an administrator, who may give any role, may give any permission. */
  create(ctx: Context, body: NewClient): Promise<ClientWithKey> {
    permitWholeTenant(ctx, 'client.manage');
    checkAddresses(body.allowedIps ?? []);
    return this.database.write(ctx, async (tx) => {
      uphold(refusePermissions(body.permissions, PERMISSIONS, this.roles.givable(ctx)));
      const now = await realNow(tx);
      const client = await tx.insert<ApiClient>(ApiClient, {
        tenantId: tx.tenantId, id: newId(), version: 1, name: body.name, permissions: body.permissions, allowedIps: body.allowedIps ?? [], status: 'active', createdBy: ctx.userName, createdAt: now,
      });
      const { key, row } = await this.addKey(tx, client, body.days, now);
      await this.audit.record(tx, { action: 'client.created', target: { type: 'client', id: client.id, name: client.name }, after: { permissions: client.permissions, allowedIps: client.allowedIps, keyId: row.id, expiresAt: row.expiresAt.toISOString() } });
      return { ...view(client, [row], now), key };
    });
  }

  /** Adds the next key beside the one in use, so that a partner changes over without downtime (PF-8). 409 with two live already. */
  rotate(ctx: Context, id: string, days: number): Promise<ClientWithKey> {
    permitWholeTenant(ctx, 'client.manage');
    return this.database.write(ctx, async (tx) => {
      const client = await this.active(tx, id);
      const [keys, now] = [await this.keys(tx, id), await realNow(tx)];
      uphold(refuseKey(keys, now));
      const { key, row } = await this.addKey(tx, client, days, now);
      await this.audit.record(tx, { action: 'client.rotated', target: { type: 'client', id, name: client.name }, after: { keyId: row.id, expiresAt: row.expiresAt.toISOString() } });
      return { ...view(client, [...keys, row], now), key };
    });
  }

  revokeKey(ctx: Context, id: string, keyId: string): Promise<ClientView> {
    permitWholeTenant(ctx, 'client.manage');
    return this.database.write(ctx, async (tx) => {
      const client = await this.active(tx, id);
      const key = await tx.lock(ApiKey, keyId, { zh: '密钥', en: 'key' });
      if (key.clientId !== id) throw refuse.notFound({ zh: '密钥', en: 'key' });
      const now = await realNow(tx);
      if (!key.revokedAt) await tx.update(ApiKey, key, { revokedAt: now });
      await this.audit.record(tx, { action: 'client.keyRevoked', target: { type: 'client', id, name: client.name }, after: { keyId } });
      return view(client, await this.keys(tx, id), now);
    });
  }

  /** Ends a client and all its keys, for good. The gateway forgets a key within a minute. */
  revoke(ctx: Context, id: string): Promise<ClientView> {
    permitWholeTenant(ctx, 'client.manage');
    return this.database.write(ctx, async (tx) => {
      const client = await this.active(tx, id);
      await tx.update(ApiClient, client, { status: 'revoked' });
      await tx.sql(REVOKE_KEYS, [tx.tenantId, id]);
      await this.audit.record(tx, { action: 'client.revoked', target: { type: 'client', id, name: client.name } });
      return view(client, await this.keys(tx, id), await realNow(tx));
    });
  }

  /** Whom the gateway has before it, by the hash of a key; 404 for a key that does not hold, or not from this address. */
  async resolve(hash: string, ip?: string): Promise<{ caller: VouchedCaller; expiresAt: Date }> {
    const [owner] = await this.database.read(nobody(), (tx) => tx.sql<Owner & Record<string, unknown>>(OWNER, [hash]));
    if (!owner || !isAllowed(owner.allowedIps, ip)) throw refuse.notFound({ zh: '密钥', en: 'key' });
    const permissions = this.roles.inForce(owner.permissions, owner.tenantStatus);
    return {
      caller: { tenantId: owner.tenantId, userId: null, userName: owner.name, unitId: null, grants: [{ units: 'all', permissions }], sandbox: owner.sandbox, modules: owner.modules, clientId: owner.clientId },
      expiresAt: owner.expiresAt,
    };
  }

  private async addKey(tx: Tx, client: ApiClient, days: number, now: Date): Promise<{ key: string; row: ApiKey }> {
    const { key, hash, hint } = newKey();
    const row = await tx.insert(ApiKey, { tenantId: tx.tenantId, id: newId(), version: 1, clientId: client.id, hash, hint, createdAt: now, expiresAt: new Date(now.getTime() + days * DAY_MS), revokedAt: null });
    return { key, row };
  }

  private async active(tx: Tx, id: string): Promise<ApiClient> {
    const client = await tx.lock(ApiClient, id, WHAT);
    if (client.status === 'revoked') throw refuse.transition('revoked', 'active', [], 'PF-8');
    return client;
  }

  private keys(tx: Tx, clientId: string): Promise<ApiKey[]> {
    return tx.manager.createQueryBuilder(ApiKey, 'k').where('k.tenantId = :tenant AND k.clientId = :client', { tenant: tx.tenantId, client: clientId }).orderBy('k.createdAt').getMany();
  }
}

async function realNow(tx: Tx): Promise<Date> {
  const [row] = await tx.sql<{ now: Date }>(REAL_NOW);
  return row!.now;
}

function view({ id, version, name, permissions, allowedIps, status, createdBy, createdAt }: ApiClient, keys: ApiKey[], now: Date): ClientView {
  return { id, version, name, permissions, allowedIps, status, createdBy, createdAt, keys: keys.map((k) => ({ id: k.id, hint: k.hint, createdAt: k.createdAt, expiresAt: k.expiresAt, revokedAt: k.revokedAt, live: isLive(k, now) })) };
}

/** Throws 400 naming the entry that is neither an address nor a CIDR block. */
function checkAddresses(addresses: string[]): void {
  for (const [i, address] of addresses.entries()) {
    try {
      listOf([address]);
    } catch {
      throw refuse.field(`allowedIps.${i}`, 'address', { zh: '应是 IP 地址或网段，例如 203.0.113.0/24', en: 'should be an IP address or a block such as 203.0.113.0/24' }, 'PF-8');
    }
  }
}

function isAllowed(addresses: string[], ip: string | undefined): boolean {
  return !addresses.length || (ip !== undefined && isIP(ip) !== 0 && listOf(addresses).check(ip, isIP(ip) === 6 ? 'ipv6' : 'ipv4'));
}

function listOf(addresses: string[]): BlockList {
  const list = new BlockList();
  for (const address of addresses) {
    const [net = '', bits] = address.split('/');
    const family = isIP(net) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(net, family);
    else list.addSubnet(net, Number(bits), family);
  }
  return list;
}
