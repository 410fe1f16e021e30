import { Module } from '@nestjs/common';
import { PostingsModule } from '../postings/postings.module.ts';
import { RankingsModule } from '../rankings/rankings.module.ts';
import { RegionsModule } from '../regions/regions.module.ts';
import { ScoresModule } from '../scores/scores.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { Decisions } from './decisions.ts';
import { RotationsHttp } from './rotations.http.ts';
import { Rotations } from './rotations.service.ts';

@Module({ imports: [StaffModule, RegionsModule, PostingsModule, ScoresModule, RankingsModule], controllers: [RotationsHttp], providers: [Rotations, Decisions] })
export class RotationsModule {}
