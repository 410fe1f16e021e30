/** Where a role is held for a unit. */
export interface Standing {
  /** The unit whose holders decide. */
  unitId: string;
  /** Levels above the unit that asked; above 0 the role was vacant below (R16). */
  levelsUp: number;
  holders: string[];
}

/** Somebody's place in a chain: the requests that wait for `role` at `unitId`. */
export interface Place { role: string; unitId: string }

interface Unit { path: readonly string[] }
interface Person { id: string; active: boolean; roles: readonly { code: string; unitId: string }[] }

/**
 * Who holds which role where, of one tenant at one moment. It finds holders as `Directory.holders` does (R16), and beyond that leaves the maker out and turns
 * the question round: for which units a person is the one to ask.
 */
export class Staff {
  private readonly held = new Map<string, Map<string, string[]>>();

  constructor(private readonly units: ReadonlyMap<string, Unit>, private readonly users: ReadonlyMap<string, Person>) {
    for (const { id, active, roles } of users.values()) for (const { code, unitId } of active ? roles : []) {
      const of = this.held.get(code) ?? new Map<string, string[]>();
      this.held.set(code, of.set(unitId, [...(of.get(unitId) ?? []).filter((known) => known !== id), id]));
    }
  }

  isActive(userId: string): boolean { return this.users.get(userId)?.active ?? false; }

  /** Whether anybody at all holds the role. */
  isHeld(role: string): boolean { return this.held.has(role); }

  /** The nearest level, from the unit upwards, at which somebody else than the people of `except` holds the role: a level where only they do is vacant. Null: vacant up to the top. */
  nearest(role: string, unitId: string, except: readonly string[]): Standing | null {
    for (const [levelsUp, unit] of this.upwards(unitId).entries()) {
      const holders = this.holdersAt(role, unit).filter((id) => !except.includes(id));
      if (holders.length) return { unitId: unit, levelsUp, holders };
    }
    return null;
  }

  /**
   * Who is above those that did not decide: others who hold the role one level up or more, else others who hold `superiorRole` at their level or above it.
   * Null where nobody is.
   */
  superior(role: string, unitId: string, makerId: string, superiorRole: string): (Standing & { role: string }) | null {
    const now = this.nearest(role, unitId, [makerId]) ?? { unitId, levelsUp: 0, holders: [] };
    const except = [makerId, ...now.holders];
    const above = this.upwards(now.unitId)[1];
    const found = above && this.nearest(role, above, except);
    if (found) return { ...found, role, levelsUp: now.levelsUp + 1 + found.levelsUp };
    const superior = role === superiorRole ? null : this.nearest(superiorRole, now.unitId, except);
    return superior && { ...superior, role: superiorRole, levelsUp: now.levelsUp + superior.levelsUp };
  }

  /** The places that the person decides at, as far as the makers leave it to them. */
  placesOf(userId: string): Place[] {
    const roles = this.isActive(userId) ? new Set(this.users.get(userId)!.roles.map((r) => r.code)) : [];
    return [...roles].flatMap((role) => [...this.units.keys()].filter((unitId) => {
      const level = this.upwards(unitId).find((unit) => this.holdersAt(role, unit).length);
      return level !== undefined && this.holdersAt(role, level).includes(userId);
    }).map((unitId) => ({ role, unitId })));
  }

  /** The unit above; null at the top. */
  above(unitId: string): string | null { return this.upwards(unitId)[1] ?? null; }

  private holdersAt(role: string, unitId: string): string[] { return this.held.get(role)?.get(unitId) ?? []; }

  /** The unit itself first, the top last. */
  private upwards(unitId: string): string[] { return [...(this.units.get(unitId)?.path ?? [unitId])].toReversed(); }
}
