import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { CardsHttp } from './cards.http.ts';
import { Cards } from './cards.service.ts';

@Module({ imports: [CustomerRecordModule], controllers: [CardsHttp], providers: [Cards], exports: [Cards] })
export class CardsModule {}
