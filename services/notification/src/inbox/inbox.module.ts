import { Module } from '@nestjs/common';
import { OutboxModule } from '../outbox/outbox.module.ts';
import { StreamModule } from '../stream/stream.module.ts';
import { TemplatesModule } from '../templates/templates.module.ts';
import { CaseNotices } from './case-notices.ts';
import { InboxConsumer } from './inbox.consumer.ts';
import { InboxHttp } from './inbox.http.ts';
import { Inbox } from './inbox.service.ts';
import { Notices } from './notices.ts';
import { RecipientFinder } from './recipients.ts';

@Module({ imports: [OutboxModule, StreamModule, TemplatesModule], controllers: [InboxHttp, InboxConsumer], providers: [Notices, RecipientFinder, CaseNotices, Inbox], exports: [Notices, RecipientFinder] })
export class InboxModule {}
