import { type Context, may, permit, refuse, unitsOf } from '@luyue/platform';
import type { ClauseId } from '@luyue/regulations';
import type { StationStatus } from './stations.rules.ts';

/** Whose stations somebody sees: staff those of their departments, a station's own users their own and no other. */
export interface StationScope { departments: string[] | null; stations: string[] | null; all: boolean }

/** Throws 403 for somebody who has neither `permission` nor the portal of a station. */
export function stationScope(ctx: Context, permission: string): StationScope {
  const departments = may(ctx, permission) ? unitsOf(ctx, permission) : [];
  const stations = may(ctx, 'station.portal') ? unitsOf(ctx, 'station.portal') : [];
  if (!departments.length && !stations.length) throw refuse.forbidden(permission);
  return { all: departments === 'all' || stations === 'all', departments: departments === 'all' ? null : departments, stations: stations === 'all' ? null : stations };
}

/** Throws 403 unless the caller has `permission` for the station's department, or is one of its own users. */
export function permitStation(ctx: Context, permission: string, { id, departmentUnitId }: { id: string; departmentUnitId: string }): void {
  if (!may(ctx, 'station.portal', id)) permit(ctx, permission, departmentUnitId);
}

/** Nothing new begins at a station that has closed. Throws 409 naming the clause of what was to begin. */
export function refuseClosed({ status }: { status: StationStatus }, clause: ClauseId): void {
  if (status === 'closed') throw refuse.conflict('station_closed', { zh: '授权站已关闭', en: 'The station is closed' }, { clause, allowed: ['open'] });
}
