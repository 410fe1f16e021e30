import { Module } from '@nestjs/common';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { CalendarsHttp } from './calendars.http.ts';
import { Calendars } from './calendars.service.ts';

@Module({ imports: [TenantsModule], controllers: [CalendarsHttp], providers: [Calendars], exports: [Calendars] })
export class CalendarsModule {}
