import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { AppointmentsHttp } from './appointments.http.ts';
import { Appointments } from './appointments.service.ts';

@Module({ imports: [StepRecordModule, MessagesModule], controllers: [AppointmentsHttp], providers: [Appointments], exports: [Appointments] })
export class AppointmentsModule {}
