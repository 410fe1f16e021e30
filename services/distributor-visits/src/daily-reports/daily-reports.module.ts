import { Module } from '@nestjs/common';
import { VisitsModule } from '../visits/visits.module.ts';
import { DailyDesk } from './daily-desk.ts';
import { DailyRecord } from './daily-record.ts';
import { DailyReportsHttp } from './daily-reports.http.ts';
import { DailyReports } from './daily-reports.service.ts';
import { TriageSweep } from './triage-sweep.ts';

/** For the other rooms of reports. */
@Module({ imports: [VisitsModule], providers: [DailyRecord], exports: [DailyRecord, VisitsModule] })
export class DailyRecordModule {}

@Module({ imports: [DailyRecordModule], controllers: [DailyReportsHttp], providers: [DailyReports, DailyDesk, TriageSweep], exports: [DailyReports, DailyRecordModule] })
export class DailyReportsModule {}
