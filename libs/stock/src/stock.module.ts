import { Module } from '@nestjs/common';
import { Stock } from './stock.ts';

/** The stock ledger in the database of the service that imports this. It has no routes: the room that keeps the things says who may see and move them. */
@Module({ providers: [Stock], exports: [Stock] })
export class StockModule {}
