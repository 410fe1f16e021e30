import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { DocumentTransfersModule } from '../document-transfers/document-transfers.module.ts';
import { AssignmentsHttp } from './assignments.http.ts';
import { Assignments } from './assignments.service.ts';

@Module({ imports: [DealsModule, DocumentTransfersModule], controllers: [AssignmentsHttp], providers: [Assignments], exports: [Assignments] })
export class AssignmentsModule {}
