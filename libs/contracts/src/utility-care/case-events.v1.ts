import { IsArray, IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

const KINDS = ['consultation', 'repair', 'alarm', 'complaint'] as const;

@Event('utility-care.case.opened.v1', { key: 'caseId', summary: 'A service case was opened (UC-5.1a)' })
export class CaseOpened extends DomainEvent {
  @IsUUID() caseId: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsIn(KINDS) kind: (typeof KINDS)[number];
  @IsOptional() @IsString() faultScope: string | null;
  @IsString() severity: string;
  @IsString() title: string;
  @IsString() address: string;
  @IsUUID() unitId: string;
  @IsOptional() @IsUUID() ownerUserId: string | null;
  @IsISO8601() receivedAt: string;
  @IsIn(['live', 'import']) origin: 'live' | 'import';
}

@Event('utility-care.case.changed.v1', { key: 'caseId', summary: 'A service case moved on: its status, severity, owner or links' })
export class CaseChanged extends DomainEvent {
  @IsUUID() caseId: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsString() status: string;
  @IsString() severity: string;
  @IsUUID() unitId: string;
  @IsOptional() @IsUUID() ownerUserId: string | null;
  /** What happened, as a verb: `graded`, `linked`, `repaired` … */
  @IsString() change: string;
  @IsISO8601() at: string;
}

@Event('utility-care.alarm.raised.v1', { key: 'caseId', summary: 'An alarm came in: the rescue team is paged at once (UC-5.1d)' })
export class AlarmRaised extends DomainEvent {
  @IsUUID() caseId: string;
  @IsString() number: string;
  @IsString() title: string;
  @IsString() address: string;
  @IsUUID() unitId: string;
  @IsArray() @IsUUID('all', { each: true }) teamUserIds: string[];
  @IsISO8601() acceptBy: string;
}

@Event('utility-care.case.reported-major.v1', { key: 'caseId', summary: 'A case was graded major: the leaders are to acknowledge the report (UC-5.1c)' })
export class CaseReportedMajor extends DomainEvent {
  @IsUUID() caseId: string;
  @IsString() number: string;
  @IsString() title: string;
  @IsString() address: string;
  @IsString() reason: string;
  @IsUUID() unitId: string;
  @IsArray() @IsUUID('all', { each: true }) leaderUserIds: string[];
}

@Event('utility-care.case.transfer-requested.v1', { key: 'caseId', summary: 'The owner of a complaint asks another to take it over; it stays theirs until accepted (UC-16a)' })
export class CaseTransferRequested extends DomainEvent {
  @IsUUID() caseId: string;
  @IsString() number: string;
  @IsString() title: string;
  @IsString() fromUserName: string;
  @IsUUID() toUserId: string;
  @IsString() reason: string;
}

@Event('utility-care.work-order.changed.v1', { key: 'workOrderId', summary: 'A work order was made, assigned or moved on' })
export class WorkOrderChanged extends DomainEvent {
  @IsUUID() workOrderId: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() caseId: string;
  @IsString() status: string;
  @IsUUID() unitId: string;
  @IsOptional() @IsUUID() assigneeUserId: string | null;
  @IsString() title: string;
  @IsString() address: string;
  @IsString() change: string;
  @IsISO8601() at: string;
}

@Event('utility-care.callback.changed.v1', { key: 'callbackId', summary: 'A callback was opened by the sample at closing, tried, or done (UC-16b)' })
export class CallbackChanged extends DomainEvent {
  @IsUUID() callbackId: string;
  @IsInt() version: number;
  @IsUUID() caseId: string;
  @IsString() caseNumber: string;
  @IsUUID() unitId: string;
  @IsString() status: string;
  @IsOptional() @IsInt() score: number | null;
  @IsISO8601() at: string;
}
