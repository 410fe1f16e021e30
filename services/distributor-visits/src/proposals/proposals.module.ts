import { Module } from '@nestjs/common';
import { PlansModule } from '../plans/plans.module.ts';
import { Frequencies } from './frequencies.ts';
import { ProposalsHttp } from './proposals.http.ts';
import { Proposals } from './proposals.service.ts';

@Module({ imports: [PlansModule], controllers: [ProposalsHttp], providers: [Proposals, Frequencies], exports: [Frequencies] })
export class ProposalsModule {}
