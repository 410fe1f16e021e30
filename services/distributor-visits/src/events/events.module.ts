import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { EventsHttp } from './events.http.ts';
import { Events } from './events.service.ts';

@Module({ imports: [CustomerRecordModule], controllers: [EventsHttp], providers: [Events], exports: [Events] })
export class EventsModule {}
