import { Module } from '@nestjs/common';
import { Schemes } from './schemes.ts';
import { Scorecards } from './scorecards.ts';

/** Schemes and scorecards in the database of the service that imports this. */
@Module({ providers: [Schemes, Scorecards], exports: [Schemes, Scorecards] })
export class ScorecardsModule {}
