import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { ProgressHttp } from './progress.http.ts';
import { Progress } from './progress.service.ts';

@Module({ imports: [DealsModule, StepRecordModule, MessagesModule], controllers: [ProgressHttp], providers: [Progress], exports: [Progress] })
export class ProgressModule {}
