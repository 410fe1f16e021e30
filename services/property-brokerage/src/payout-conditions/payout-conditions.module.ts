import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { DueDays } from './due-days.ts';
import { PayoutConditionsHttp } from './payout-conditions.http.ts';
import { PayoutConditions } from './payout-conditions.service.ts';

@Module({ imports: [DealsModule, StepRecordModule], controllers: [PayoutConditionsHttp], providers: [PayoutConditions, DueDays], exports: [PayoutConditions] })
export class PayoutConditionsModule {}
