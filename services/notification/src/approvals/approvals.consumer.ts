import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { ApprovalDecided, ApprovalPassedOn, ApprovalReminded, ApprovalRequested, ApprovalWithdrawn } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { ApprovalNotices } from './approval-notices.ts';

@ApiExcludeController()
@Controller()
export class ApprovalsConsumer {
  constructor(private readonly notices: ApprovalNotices) {}

  @On(ApprovalRequested) requested(@Payload() event: ApprovalRequested, @Ctx() { tx }: EventContext): Promise<void> { return this.notices.asked(tx, event, 'approval_requested'); }

  @On(ApprovalPassedOn) passedOn(@Payload() event: ApprovalPassedOn, @Ctx() { tx }: EventContext): Promise<void> { return this.notices.asked(tx, event, 'approval_requested'); }

  @On(ApprovalReminded) reminded(@Payload() event: ApprovalReminded, @Ctx() { tx }: EventContext): Promise<void> { return this.notices.asked(tx, event, 'approval_reminded'); }

  @On(ApprovalDecided) decided(@Payload() event: ApprovalDecided, @Ctx() { tx }: EventContext): Promise<void> { return this.notices.decided(tx, event); }

  /** Nobody's news, but whoever has it on the page sees it go. */
  @On(ApprovalWithdrawn) withdrawn(@Payload() event: ApprovalWithdrawn, @Ctx() { tx }: EventContext): Promise<void> { return this.notices.changed(tx, event); }
}
