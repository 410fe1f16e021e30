import { Module } from '@nestjs/common';
import { MarketItems } from './market-items.ts';
import { QualityIssuesHttp } from './quality-issues.http.ts';
import { QualityIssues } from './quality-issues.service.ts';

@Module({ controllers: [QualityIssuesHttp], providers: [QualityIssues, MarketItems], exports: [QualityIssues] })
export class QualityIssuesModule {}
