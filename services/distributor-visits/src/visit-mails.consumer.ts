import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ApiExcludeController } from '@nestjs/swagger';
import { MessageSettled } from '@luyue/contracts';
import { EventContext, On } from '@luyue/platform';
import { ReportMails } from '@luyue/reports';

@ApiExcludeController()
@Controller()
export class VisitMailsConsumer {
  constructor(private readonly mails: ReportMails) {}

  /** A service has one handler per event: what came of a report's e-mails is evidence of its submission. */
  @On(MessageSettled) async settled(@Payload() event: MessageSettled, @Ctx() { tx }: EventContext): Promise<void> { await this.mails.settled(tx, event); }
}
