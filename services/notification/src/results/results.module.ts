import { Module } from '@nestjs/common';
import { Results } from './results.service.ts';

@Module({ providers: [Results], exports: [Results] })
export class ResultsModule {}
