import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { LedgerModule } from '@luyue/ledger';
import { DealsModule } from '../deals/deals.module.ts';
import { MessagesModule } from '../messages/messages.module.ts';
import { HeldFundsHttp } from './held-funds.http.ts';
import { HeldFunds } from './held-funds.service.ts';
import { ReceiptReports } from './receipt-reports.ts';
import { Receipts } from './receipts.service.ts';

@Module({ imports: [DealsModule, FilesModule, LedgerModule, MessagesModule], controllers: [HeldFundsHttp], providers: [HeldFunds, Receipts, ReceiptReports], exports: [HeldFunds, Receipts, ReceiptReports] })
export class HeldFundsModule {}
