import { type DynamicModule, Module } from '@nestjs/common';
import { ReportsModule } from '../reports.module.ts';
import { AssembledReports } from './assembled-reports.ts';
import { REPORT_CONTEXT, ReportMails } from './report-mails.ts';

/** Assembled reports in the database of the service that imports this once; its rooms inject `AssembledReports`, `ReportMails` and `FormPrinter`. */
@Module({})
export class AssembledReportsModule {
  static forRoot(context: string): DynamicModule {
    return { module: AssembledReportsModule, global: true, imports: [ReportsModule], providers: [AssembledReports, ReportMails, { provide: REPORT_CONTEXT, useValue: context }], exports: [AssembledReports, ReportMails, ReportsModule] };
  }
}
