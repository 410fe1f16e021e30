import { Module } from '@nestjs/common';
import { IncidentsModule } from '../incidents/incidents.module.ts';
import { OperatorsModule } from '../operators/operators.module.ts';
import { PostingsModule } from '../postings/postings.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { StationDutiesModule } from '../station-duties/station-duties.module.ts';
import { WeeklyReportsHttp } from './weekly-reports.http.ts';
import { WeeklyReports } from './weekly-reports.service.ts';

@Module({ imports: [StaffModule, PostingsModule, StationDutiesModule, OperatorsModule, IncidentsModule], controllers: [WeeklyReportsHttp], providers: [WeeklyReports] })
export class WeeklyReportsModule {}
