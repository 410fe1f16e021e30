import { Injectable } from '@nestjs/common';
import type { CrossingPurposeKey } from '@luyue/contracts';
import { WorkCalendar, type CalendarYear } from '@luyue/kernel';
import { type Adoption, type ParameterKey, type ParameterValue, type PolicyVersion, resolvePolicy } from '@luyue/regulations';
import { refuse, statement, type Tx } from '@luyue/platform';
import { type DirectoryUnit, type DirectoryUser, Snapshots } from './snapshot.ts';

/** A partner agreement in force, as one side knows it (PF-10). */
export interface DirectoryAgreement { id: string; partnerTenantId: string; partnerName: string; purpose: string; terms: { event: string; fields: string[] }[] }
export interface DirectoryTenant { id: string; name: string; kind: string; parentId: string | null; path: string[]; sandbox: boolean; sandboxOf: string | null; modules: string[] }

const SUBTREE = statement('directory_subtree', `SELECT id, name, kind, parent_id AS "parentId", path, sandbox, sandbox_of AS "sandboxOf", modules FROM directory_subtree() ORDER BY array_length(path, 1), name`);

const AGREEMENT = statement('directory_agreement_of', `
  SELECT id, partner_tenant_id AS "partnerTenantId", partner_name AS "partnerName", purpose, terms FROM directory_agreement
  WHERE tenant_id = $1 AND status = 'accepted' AND purpose = $2 AND ($3::uuid IS NULL OR partner_tenant_id = $3) ORDER BY partner_name, id`);

/** What a service knows of tenants, people, policies and calendars, from its own replica and inside its own transaction. */
@Injectable()
export class Directory {
  private readonly snapshots = new Snapshots();

  /** Throws 400 naming `field` for a unit that this tenant does not have. */
  async unit(tx: Tx, id: string, field = 'unitId'): Promise<DirectoryUnit> {
    const unit = (await this.units(tx)).get(id);
    if (!unit) throw refuse.field(field, 'unknown_unit', { zh: '没有这个单位', en: 'no such org unit' });
    return unit;
  }

  async units(tx: Tx): Promise<Map<string, DirectoryUnit>> { return (await this.snapshots.of(tx)).units; }

  /** Throws 400 naming `field` for a person that this tenant does not have. */
  async user(tx: Tx, id: string, field = 'userId'): Promise<DirectoryUser> {
    const user = (await this.users(tx)).get(id);
    if (!user) throw refuse.field(field, 'unknown_user', { zh: '没有这个人', en: 'no such person' });
    return user;
  }

  async users(tx: Tx): Promise<Map<string, DirectoryUser>> { return (await this.snapshots.of(tx)).users; }

  /** Names for a page: units and people of the tenant, in one question. */
  async people(tx: Tx): Promise<{ units: Map<string, DirectoryUnit>; users: Map<string, DirectoryUser> }> {
    const { units, users } = await this.snapshots.of(tx);
    return { units, users };
  }

  /**
   * Active people who hold a role for `unitId`: scoped to it or to a unit above it, nearest first. Empty for a vacant role even at the top;
   * `levelsUp` > 0 says that the role was vacant below (R16).
   */
  async holders(tx: Tx, role: string, unitId: string): Promise<{ users: DirectoryUser[]; levelsUp: number }> {
    const { units, users } = await this.people(tx);
    const path = [...(units.get(unitId)?.path ?? [unitId])].toReversed();
    for (const [levelsUp, unit] of path.entries()) {
      const found = [...users.values()].filter((u) => u.active && u.roles.some((r) => r.code === role && r.unitId === unit));
      if (found.length) return { users: found, levelsUp };
    }
    return { users: [], levelsUp: path.length };
  }

  /** The tenant itself and its subsidiaries, from the top down (PF-2). */
  subtree(tx: Tx): Promise<DirectoryTenant[]> {
    return tx.sql<DirectoryTenant & Record<string, unknown>>(SUBTREE);
  }

  /** What the tenant is called in texts to outsiders. */
  async tenantName(tx: Tx): Promise<string> { return (await this.subtree(tx)).find((t) => t.id === tx.tenantId)?.name ?? ''; }

  /** The value of each key in force at an instant, by the tenant's own policies and those of headquarters. */
  async policyValues(tx: Tx, at: Date = tx.now): Promise<<T extends ParameterValue>(key: ParameterKey) => T> {
    const policies = await this.policies(tx);
    return <T extends ParameterValue>(key: ParameterKey) => resolvePolicy(key, policies.get(key) ?? [], at).value as T;
  }

  /** All published versions of the parameters, by key, for `resolvePolicy`. */
  async policies(tx: Tx): Promise<Map<ParameterKey, PolicyVersion[]>> { return (await this.snapshots.of(tx)).policies; }

  async adoptions(tx: Tx): Promise<Adoption[]> { return (await this.snapshots.of(tx)).adoptions; }

  /** Policies and adoptions together: what an opening asks. */
  async rules(tx: Tx): Promise<{ policies: Map<ParameterKey, PolicyVersion[]>; adoptions: Adoption[] }> {
    const { policies, adoptions } = await this.snapshots.of(tx);
    return { policies, adoptions };
  }

  /** The agreement for this purpose that is in force with a partner; null without one (PF-10). */
  async agreement(tx: Tx, purpose: CrossingPurposeKey, partnerTenantId: string): Promise<DirectoryAgreement | null> {
    return (await tx.sql<DirectoryAgreement & Record<string, unknown>>(AGREEMENT, [tx.tenantId, purpose, partnerTenantId]))[0] ?? null;
  }

  /** All agreements for a purpose that are in force, by the partner's name: whom one may ask. */
  agreements(tx: Tx, purpose: CrossingPurposeKey): Promise<DirectoryAgreement[]> {
    return tx.sql<DirectoryAgreement & Record<string, unknown>>(AGREEMENT, [tx.tenantId, purpose, null]);
  }

  async zone(tx: Tx): Promise<string> { return (await this.snapshots.of(tx)).zone; }

  /** The working-day calendar, or what it would be with the `proposed` years. */
  async calendar(tx: Tx, proposed: CalendarYear[] = []): Promise<WorkCalendar> {
    const snapshot = await this.snapshots.of(tx);
    const { years, zone } = snapshot;
    if (proposed.length) return new WorkCalendar([...years, ...proposed], { zone });
    // Made once: it checks every day of its years, and remembers the midnights that it was asked for.
    return (snapshot.calendar ??= new WorkCalendar(years, { zone }));
  }
}
