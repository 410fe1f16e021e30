import type { Refusal } from '../refusal.ts';
import type { Unit } from './unit.entity.ts';

export const UNIT_KINDS = [
  'company', 'department', 'service_centre', 'production_operations', 'rescue_team', 'dispatch_centre', 'shop',
  'business_unit',
  'station',
  'region', 'other',
] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A unit cannot come to stand in its own subtree, and a closed unit takes none (PF-6). */
export function refusePlace(unitId: string, parent: Pick<Unit, 'path' | 'active'>): Refusal | null {
  const clause = 'PF-6';
  if (parent.path.includes(unitId)) return { clause, code: 'unit_loop', title: { zh: '不能移到自己或自己的下级之下', en: 'A unit cannot come to stand below itself or its own descendant' } };
  if (!parent.active) return { clause, code: 'parent_closed', title: { zh: '上级单位已撤销', en: 'The parent unit is closed' } };
  return null;
}
