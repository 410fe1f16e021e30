import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.ts';
import { StreamModule } from '../stream/stream.module.ts';
import { EscalationsConsumer } from './escalations.consumer.ts';
import { Escalations } from './escalations.service.ts';

@Module({ imports: [InboxModule, StreamModule], controllers: [EscalationsConsumer], providers: [Escalations] })
export class EscalationsModule {}
