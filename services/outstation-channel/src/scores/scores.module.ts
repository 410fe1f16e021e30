import { Module } from '@nestjs/common';
import { ScorecardsModule } from '@luyue/scorecards';
import { ConductModule } from '../conduct/conduct.module.ts';
import { PostingsModule } from '../postings/postings.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { TravelClaimsModule } from '../travel-claims/travel-claims.module.ts';
import { ScoresHttp } from './scores.http.ts';
import { Scores } from './scores.service.ts';

@Module({ imports: [ScorecardsModule, StaffModule, PostingsModule, ConductModule, TravelClaimsModule], controllers: [ScoresHttp], providers: [Scores], exports: [Scores] })
export class ScoresModule {}
