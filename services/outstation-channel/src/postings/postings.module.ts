import { Module } from '@nestjs/common';
import { HandoverRulesModule } from '../handover-rules/handover-rules.module.ts';
import { RegionsModule } from '../regions/regions.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { Handovers } from './handovers.ts';
import { PostingPages } from './posting-pages.ts';
import { PostingsHttp } from './postings.http.ts';
import { Postings } from './postings.service.ts';

@Module({ imports: [RegionsModule, StaffModule, HandoverRulesModule], controllers: [PostingsHttp], providers: [Postings, PostingPages, Handovers], exports: [Postings, PostingPages, Handovers] })
export class PostingsModule {}
