import { Module } from '@nestjs/common';
import { CustomerRecordModule } from '../customers/customer-record.ts';
import { RegionsModule } from '../regions/regions.module.ts';
import { VisitSeamsModule } from '../visit-seams.ts';
import { ProblemDesk } from './problem-desk.ts';
import { ProblemsHttp } from './problems.http.ts';
import { Problems } from './problems.service.ts';

@Module({ imports: [CustomerRecordModule, VisitSeamsModule, RegionsModule], controllers: [ProblemsHttp], providers: [Problems, ProblemDesk], exports: [Problems] })
export class ProblemsModule {}
