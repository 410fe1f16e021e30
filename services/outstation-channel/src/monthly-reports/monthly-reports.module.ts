import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { OperatorsModule } from '../operators/operators.module.ts';
import { PostingsModule } from '../postings/postings.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { StationDutiesModule } from '../station-duties/station-duties.module.ts';
import { MonthlyReportsHttp } from './monthly-reports.http.ts';
import { MonthlyReports } from './monthly-reports.service.ts';

@Module({ imports: [StaffModule, PostingsModule, StationDutiesModule, OperatorsModule, IncidentsModule], controllers: [MonthlyReportsHttp], providers: [MonthlyReports] })
export class MonthlyReportsModule {}
