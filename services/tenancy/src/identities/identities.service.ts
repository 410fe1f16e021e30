import { hash, verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { CONFIG, type Context, refuse, statement, systemContext, TenantDatabase, type Tx } from '@luyue/platform';
import type { TenancyEnvironment } from '../config.ts';
import { uphold } from '../refusal.ts';
import { normalAccount, refuseAccount, refusePassword } from './account.rules.ts';

const BY_ACCOUNT = statement('identity_by_account', `SELECT id, password_hash AS "passwordHash" FROM identity_by_account($1)`);
const ENSURE = statement('identity_ensure', `SELECT id, created FROM identity_ensure($1, $2, $3)`);
const SET_PASSWORD = statement('identity_set_password', `SELECT identity_set_password($1, $2)`);
const ATTEMPT = statement('sign_in_attempt', `SELECT allowed, tries, locked_until AS "lockedUntil" FROM sign_in_attempt($1, $2, $3)`);
const SUCCEEDED = statement('sign_in_succeeded', `SELECT sign_in_succeeded($1)`);
const PLACES = statement('identity_places', `
  SELECT tenant_id AS "tenantId", tenant_name AS "tenantName", tenant_kind AS "tenantKind", tenant_status AS "tenantStatus", parent_name AS "parentName", sandbox, modules, user_id AS "userId",
    name, title, account, unit_id AS "unitId", unit_name AS "unitName", roles FROM identity_places($1)`);

/** No tenant at all: row security shows nothing here, only the reviewed functions of the migration answer. */
export const nobody = (): Context => systemContext('00000000-0000-0000-0000-000000000000', false);

/** One tenant in which a person works. */
export interface IdentityPlace {
  tenantId: string; tenantName: string; tenantKind: 'headquarters' | 'subsidiary' | 'company'; tenantStatus: 'active' | 'suspended'; parentName: string | null; sandbox: boolean; modules: string[];
  userId: string; name: string; title: string; account: string; unitId: string; unitName: string; roles: { zh: string; en: string }[];
}

export interface Attempt { allowed: boolean; tries: number; lockedUntil: Date | null }

/** People as the platform knows them: one account and password for all places (PF-5). */
@Injectable()
export class Identities {
  /** Compared where there is no such account, so that both answers take the same time. */
  private readonly decoy: Promise<string>;

  constructor(private readonly database: TenantDatabase, @Inject(CONFIG) private readonly config: TenancyEnvironment) {
    this.decoy = this.hash(newId());
  }

  /** The one spelling of an account. Throws 400 for an account or a password that cannot be used, naming the field. */
  checked(account: string, password: string, prefix = ''): string {
    const normal = normalAccount(account);
    uphold(refuseAccount(normal, `${prefix}account`) ?? refusePassword(password, normal!, `${prefix}password`));
    return normal!;
  }

  checkPassword(password: string, account: string, field: string): void {
    uphold(refusePassword(password, account, field));
  }

  /** The spelling under which attempts are counted: of what is no account, too. */
  spelling(account: string): string {
    return normalAccount(account) ?? account.trim().toLowerCase().slice(0, 200);
  }

  /** argon2id of a password; outside any transaction, since it takes tens of milliseconds. */
  hash(password: string): Promise<string> {
    return hash(password, { memoryCost: this.config.PASSWORD_MEMORY_KIB });
  }

  /** The identity of an account, made with this password if new. An existing one keeps its own: `created` says which. */
  async ensure(tx: Tx, account: string, passwordHash: string): Promise<{ id: string; created: boolean }> {
    const [found] = await tx.sql<{ id: string; created: boolean }>(ENSURE, [newId(), account, passwordHash]);
    if (!found) throw refuse.conflict('account_taken', { zh: '这个账号刚被别人登记，请再试一次', en: 'The account was registered a moment ago; try again' });
    return found;
  }

  /** Id and stored hash of an account; a decoy hash and no id for an unknown one. */
  async byAccount(account: string): Promise<{ id: string | null; passwordHash: string }> {
    const [found] = await this.database.read(nobody(), (tx) => tx.sql<{ id: string; passwordHash: string }>(BY_ACCOUNT, [account]));
    return found ?? { id: null, passwordHash: await this.decoy };
  }

  verify(passwordHash: string, password: string): Promise<boolean> {
    return verify(passwordHash, password);
  }

  setPassword(identityId: string, passwordHash: string): Promise<unknown> {
    return this.database.write(nobody(), (tx) => tx.sql(SET_PASSWORD, [identityId, passwordHash]));
  }

  /** Counts an attempt before it is judged; the count stands even if the process dies meanwhile. */
  async attempt(account: string, maxTries: number, lockMinutes: number): Promise<Attempt> {
    const [attempt] = await this.database.write(nobody(), (tx) => tx.sql<Attempt & Record<string, unknown>>(ATTEMPT, [account, maxTries, lockMinutes]));
    return attempt!;
  }

  succeeded(account: string): Promise<unknown> {
    return this.database.write(nobody(), (tx) => tx.sql(SUCCEEDED, [account]));
  }

  /** Active memberships of a person, companies before sandboxes. Ask only for whoever has proved to be that person. */
  places(identityId: string): Promise<IdentityPlace[]> {
    return this.database.read(nobody(), (tx) => tx.sql<IdentityPlace & Record<string, unknown>>(PLACES, [identityId]));
  }
}
