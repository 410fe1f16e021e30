import { Module } from '@nestjs/common';
import { DailyRecordModule } from '../daily-reports/daily-reports.module.ts';
import { MonthRecord } from './month-record.ts';
import { MonthlyReportsHttp } from './monthly-reports.http.ts';
import { MonthlyReports } from './monthly-reports.service.ts';

@Module({ imports: [DailyRecordModule], controllers: [MonthlyReportsHttp], providers: [MonthlyReports, MonthRecord], exports: [MonthlyReports] })
export class MonthlyReportsModule {}
