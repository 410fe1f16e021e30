import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.ts';
import { ResultsModule } from '../results/results.module.ts';
import { RequestsConsumer } from './requests.consumer.ts';
import { Requests } from './requests.service.ts';

@Module({ imports: [InboxModule, ResultsModule], controllers: [RequestsConsumer], providers: [Requests] })
export class RequestsModule {}
