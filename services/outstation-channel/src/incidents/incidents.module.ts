import { Module } from '@nestjs/common';
import { IncidentsHttp } from './incidents.http.ts';
import { Incidents } from './incidents.service.ts';

@Module({ controllers: [IncidentsHttp], providers: [Incidents], exports: [Incidents] })
export class IncidentsModule {}
