import { Module } from '@nestjs/common';
import { LedgerConsumer } from './ledger.consumer.ts';
import { Ledger } from './ledger.service.ts';

@Module({ controllers: [LedgerConsumer], providers: [Ledger], exports: [Ledger] })
export class LedgerModule {}
