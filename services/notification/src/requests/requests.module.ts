import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.ts';
import { OutboxModule } from '../outbox/outbox.module.ts';
import { ResultsModule } from '../results/results.module.ts';
import { RequestsConsumer } from './requests.consumer.ts';
import { Requests } from './requests.service.ts';

@Module({ imports: [InboxModule, OutboxModule, ResultsModule], controllers: [RequestsConsumer], providers: [Requests] })
export class RequestsModule {}
