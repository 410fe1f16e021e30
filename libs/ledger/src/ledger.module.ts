import { Module } from '@nestjs/common';
import { Ledger } from './ledger.ts';

/** The ledger in the database of the service that imports this. It has no routes: the room that keeps a book says who may see and post. */
@Module({ providers: [Ledger], exports: [Ledger] })
export class LedgerModule {}
