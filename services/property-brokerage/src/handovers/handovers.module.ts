import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { DealsModule } from '../deals/deals.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { StepsModule } from '../steps/steps.module.ts';
import { HandoverRecordModule } from './handover-record.ts';
import { HandoversHttp } from './handovers.http.ts';
import { Handovers } from './handovers.service.ts';

@Module({ imports: [DealsModule, StepsModule, HandoverRecordModule, MessagesModule, FilesModule], controllers: [HandoversHttp], providers: [Handovers], exports: [Handovers, HandoverRecordModule] })
export class HandoversModule {}
