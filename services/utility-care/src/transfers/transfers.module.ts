import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { CasesModule } from '../cases/cases.module.ts';
import { RecordGuard } from './record-guard.ts';
import { TransfersConsumer } from './transfers.consumer.ts';
import { TransfersHttp } from './transfers.http.ts';
import { Transfers } from './transfers.service.ts';

@Module({ imports: [AccountsModule, CasesModule, FilesModule], controllers: [TransfersHttp, TransfersConsumer], providers: [Transfers, RecordGuard], exports: [Transfers, RecordGuard] })
export class TransfersModule {}
