import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { NestedList, OrNull } from '@luyue/platform';
import { INCIDENT_BODIES, INCIDENT_STATUSES, type IncidentBody, type IncidentStatus } from './incidents.rules.ts';

export const ENTRY_KINDS = ['first_report', 'update', 'resolution', 'reopening', 'exposure', 'owner'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

export class IncidentEntryView {
  @IsUUID() id: string;
  @IsIn(ENTRY_KINDS) kind: EntryKind;
  @IsISO8601() at: string;
  @IsString() byName: string;
  @IsString() text: string;
  /** Of an exposure: where it was published. */
  @OrNull() @IsString() url: string | null;
}

export class IncidentLine {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsString() title: string;
  @IsIn(INCIDENT_STATUSES) status: IncidentStatus;
  @IsIn(INCIDENT_BODIES, { each: true }) @IsArray() bodies: IncidentBody[];
  @IsUUID() departmentUnitId: string;
  @OrNull() @IsUUID() stationUnitId: string | null;
  @OrNull() @IsString() stationName: string | null;
  @IsUUID() ownerUserId: string;
  @IsString() ownerName: string;
  @IsISO8601() awareAt: string;
  @OrNull() @IsISO8601() lastReportedAt: string | null;
  @OrNull() @IsISO8601() resolvedAt: string | null;
  /** Without a known publication it reads "none known", never "none". */
  @IsIn(['exposed', 'none_known']) exposure: 'exposed' | 'none_known';
  /** When the next report is due; null once it is resolved. */
  @OrNull() @IsISO8601() nextReportDueAt: string | null;
  @IsBoolean() overdue: boolean;
}

export class IncidentView extends IncidentLine {
  @IsString() summary: string;
  @OrNull() @IsString() complainantName: string | null;
  @OrNull() @IsString() complainantPhone: string | null;
  @OrNull() @IsISO8601() firstReportedAt: string | null;
  @IsInt() reopenings: number;
  @OrNull() @IsString() resolution: string | null;
  @OrNull() @IsString() lessons: string | null;
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @IsBoolean() mayWork: boolean;
}

/** Incidents of which the company came to know in a month (OC-2.5). */
export class IncidentStatistics {
  @IsString() month: string;
  @IsInt() incidents: number;
  @IsInt() resolved: number;
  @IsInt() reopened: number;
  @IsInt() exposed: number;
  /** What operators complained of in the month. */
  @IsInt() complaints: number;
  /** From awareness to the first report, in hours with two decimals; null where none was reported. */
  @OrNull() @IsNumber() averageFirstReportHours: number | null;
  /** From awareness to resolution, in days with two decimals; null where none was resolved. */
  @OrNull() @IsNumber() averageResolutionDays: number | null;
}
