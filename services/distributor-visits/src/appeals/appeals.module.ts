import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { AppealsHttp } from './appeals.http.ts';
import { Appeals } from './appeals.service.ts';

@Module({ imports: [CustomerRecordModule], controllers: [AppealsHttp], providers: [Appeals], exports: [Appeals] })
export class AppealsModule {}
