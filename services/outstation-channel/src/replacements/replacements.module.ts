import { Module } from '@nestjs/common';
import { ChannelApprovalsModule } from '../channel-approvals.ts';
import { RegionsModule } from '../regions/regions.module.ts';
import { StationsModule } from '../stations/stations.module.ts';
import { ReplacementsHttp } from './replacements.http.ts';
import { Replacements } from './replacements.service.ts';

@Module({ imports: [StationsModule, RegionsModule, ChannelApprovalsModule], controllers: [ReplacementsHttp], providers: [Replacements], exports: [Replacements] })
export class ReplacementsModule {}
