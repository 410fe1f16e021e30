import { dutyTable } from '@luyue/regulations';

export const STATION_STATUSES = ['open', 'closed'] as const;
export type StationStatus = (typeof STATION_STATUSES)[number];
/** The one table of a station: one that has closed is opened under a unit of its own. */
export const stationMoves: Record<StationStatus, readonly StationStatus[]> = { open: ['closed'], closed: [] };

export const CHANGE_STATUSES = ['told', 'confirmed', 'rejected'] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];
/** The one table of a change of a station's data (OC-3.5.2). */
export const changeMoves: Record<ChangeStatus, readonly ChangeStatus[]> = { told: ['confirmed', 'rejected'], confirmed: [], rejected: [] };

export interface StationContact { name: string; role: string; phone: string }
/** What the station is told apart and reached by; degrees of WGS 84. */
export interface StationData { operator: string; address: string; latitude: number | null; longitude: number | null; contacts: StationContact[]; models: string[]; repairers: number; hours: string; note: string }

/** Told within the days from the change on, however late it is told (R6). */
export const dutiesOfStationChange = dutyTable<{ changedAt: Date }>([{ clause: 'OC-3.5.2', parameter: 'oc.change.reportDays', when: () => true, from: ({ changedAt }) => changedAt }]);

/** The fields that differ; empty for a change that changes nothing. */
export const changedFields = (before: StationData, after: StationData): (keyof StationData)[] => (Object.keys(after) as (keyof StationData)[]).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));

/** OC-2.1: a region that sells and has no open station. */
export const isGap = ({ stations, unitsSold }: { stations: number; unitsSold: number }): boolean => stations === 0 && unitsSold > 0;
/** Units sold of the months of the class for each open station; null for none. */
export const unitsPerStation = ({ stations, unitsSold }: { stations: number; unitsSold: number }): number | null => (stations ? Math.round(unitsSold / stations) : null);
