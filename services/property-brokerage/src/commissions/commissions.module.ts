import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { HeldFundsModule } from '../held-funds/held-funds.module.ts';
import { PaymentSlipsModule } from '../payment-slips/payment-slips.module.ts';
import { CommissionList } from './commission-list.ts';
import { CommissionStatements } from './commission-statements.ts';
import { CommissionsHttp } from './commissions.http.ts';
import { Commissions } from './commissions.service.ts';

@Module({ imports: [DealsModule, HeldFundsModule, PaymentSlipsModule], controllers: [CommissionsHttp], providers: [Commissions, CommissionList, CommissionStatements], exports: [CommissionStatements] })
export class CommissionsModule {}
