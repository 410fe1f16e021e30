import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { AppealsHttp } from './appeals.http.ts';
import { Appeals } from './appeals.service.ts';

@Module({ imports: [CustomerRecordModule, VisitSeamsModule], controllers: [AppealsHttp], providers: [Appeals], exports: [Appeals] })
export class AppealsModule {}
