import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { AlarmRaised, CaseReportedMajor, CaseTransferRequested, WorkOrderChanged } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { CaseNotices } from './case-notices.ts';

@ApiExcludeController()
@Controller()
export class InboxConsumer {
  constructor(private readonly notices: CaseNotices) {}

  @On(WorkOrderChanged) workOrder(@Payload() event: WorkOrderChanged, @Ctx() { tx, deliveries }: EventContext): Promise<void> { return this.notices.workOrderChanged(tx, event, deliveries[0]!.message.at); }

  @On(AlarmRaised) alarm(@Payload() event: AlarmRaised, @Ctx() { tx }: EventContext): Promise<void> { return this.notices.alarmRaised(tx, event); }

  @On(CaseReportedMajor) major(@Payload() event: CaseReportedMajor, @Ctx() { tx }: EventContext): Promise<void> { return this.notices.reportedMajor(tx, event); }

  @On(CaseTransferRequested) transfer(@Payload() event: CaseTransferRequested, @Ctx() { tx }: EventContext): Promise<void> { return this.notices.transferRequested(tx, event); }
}
