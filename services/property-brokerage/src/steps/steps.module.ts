import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { AppointmentsModule } from '../appointments/appointments.module.ts';
import { DealsModule } from '../deals/deals.module.ts';
import { ProgressModule } from '../progress/progress.module.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { StepRecordModule } from './step-record.ts';
import { StepsHttp } from './steps.http.ts';
import { Steps } from './steps.service.ts';

@Module({ imports: [DealsModule, StepRecordModule, AppointmentsModule, ProgressModule, TemplatesModule, FilesModule], controllers: [StepsHttp], providers: [Steps], exports: [Steps, StepRecordModule] })
export class StepsModule {}
