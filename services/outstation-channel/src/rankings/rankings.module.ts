import { Module } from '@nestjs/common';
import { ScorecardsModule } from '@luyue/scorecards';
import { PostingsModule } from '../postings/postings.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { RankingsHttp } from './rankings.http.ts';
import { Rankings } from './rankings.service.ts';

@Module({ imports: [ScorecardsModule, StaffModule, PostingsModule], controllers: [RankingsHttp], providers: [Rankings], exports: [Rankings] })
export class RankingsModule {}
