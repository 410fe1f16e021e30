import { Module } from '@nestjs/common';
import { ProposalsModule } from '../proposals/proposals.module.ts';
import { CoverageHttp } from './coverage.http.ts';
import { Coverages } from './coverage.service.ts';

@Module({ imports: [ProposalsModule], controllers: [CoverageHttp], providers: [Coverages] })
export class CoverageModule {}
