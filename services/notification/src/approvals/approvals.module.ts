import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.ts';
import { StreamModule } from '../stream/stream.module.ts';
import { ApprovalNotices } from './approval-notices.ts';
import { ApprovalsConsumer } from './approvals.consumer.ts';

@Module({ imports: [InboxModule, StreamModule], controllers: [ApprovalsConsumer], providers: [ApprovalNotices] })
export class ApprovalsModule {}
