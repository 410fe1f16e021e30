import { IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { OrNull } from '@luyue/platform';
import type { ExportJob } from './export-job.entity.ts';
import type { ExportStatus } from './exports.rules.ts';

export const EXPORT_FORMATS = ['xlsx', 'csv'] as const;

export class ExportView {
  @IsUUID() id: string;
  @IsString() kind: string;
  @IsIn(EXPORT_FORMATS) format: 'xlsx' | 'csv';
  @IsIn(['queued', 'running', 'done', 'failed', 'expired']) status: ExportStatus;
  /** Rows written so far. */
  @IsInt() rows: number;
  /** How many there will be; null where nobody knows. */
  @OrNull() @IsInt() total: number | null;
  @OrNull() @IsInt() bytes: number | null;
  /** Where the file is, while there is one. */
  @OrNull() @IsString() contentUrl: string | null;
  /** Why there is none. */
  @OrNull() @IsString() failure: string | null;
  @IsISO8601() createdAt: string;
  @OrNull() @IsISO8601() finishedAt: string | null;
  /** When the file is removed. */
  @OrNull() @IsISO8601() expiresAt: string | null;
  @IsInt() version: number;
}

export function exportView(job: ExportJob, context: string, language: 'zh' | 'en'): ExportView {
  const { id, kind, format, status, rows, total, bytes, failure, createdAt, finishedAt, expiresAt, version } = job;
  return {
    id, kind, format, status, rows, total, bytes, contentUrl: status === 'done' ? `/v1/${context}/exports/${id}/content` : null, failure: failure?.[language] ?? null,
    createdAt: createdAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null, expiresAt: expiresAt?.toISOString() ?? null, version,
  };
}
