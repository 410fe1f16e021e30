import { Module } from '@nestjs/common';
import { DailyRecordModule } from '../daily-reports/daily-reports.module.ts';
import { UrgentReportsHttp } from './urgent-reports.http.ts';
import { UrgentReports } from './urgent-reports.service.ts';

@Module({ imports: [DailyRecordModule], controllers: [UrgentReportsHttp], providers: [UrgentReports], exports: [UrgentReports] })
export class UrgentReportsModule {}
