import { Module } from '@nestjs/common';
import { InboxModule } from '../inbox/inbox.module.ts';
import { ApprovalNotices } from './approval-notices.ts';
import { ApprovalsConsumer } from './approvals.consumer.ts';

@Module({ imports: [InboxModule], controllers: [ApprovalsConsumer], providers: [ApprovalNotices] })
export class ApprovalsModule {}
