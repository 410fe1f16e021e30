import { IsIn, IsInt, IsISO8601, IsOptional, IsString, IsUUID } from 'class-validator';
import { DomainEvent, Event } from '../event.ts';

@Event('property-brokerage.deal.opened.v1', { key: 'dealId', summary: 'A brokerage contract was signed and its deal opened (PB-2)' })
export class DealOpened extends DomainEvent {
  @IsUUID() dealId: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsIn(['sale', 'lease']) business: 'sale' | 'lease';
  /** The property as people say it; no party is named. */
  @IsString() title: string;
  @IsString() city: string;
  /** The shop that closed it, and the customer service department that carries it on. */
  @IsUUID() shopUnitId: string;
  @IsUUID() departmentUnitId: string;
  @IsUUID() agentUserId: string;
  @IsISO8601() signedAt: string;
  @IsIn(['live', 'import']) origin: 'live' | 'import';
}

@Event('property-brokerage.deal.changed.v1', { key: 'dealId', summary: 'A deal moved on: its status, its specialist or what hangs on it' })
export class DealChanged extends DomainEvent {
  @IsUUID() dealId: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsString() status: string;
  @IsUUID() shopUnitId: string;
  @IsUUID() departmentUnitId: string;
  @IsOptional() @IsUUID() specialistUserId: string | null;
  /** What happened, as a verb: `f1-sent`, `assigned`, `step-finished` ... */
  @IsString() change: string;
  @IsISO8601() at: string;
}
