import { Module } from '@nestjs/common';
import { ChannelFilesModule } from '../channel-files.module.ts';
import { HandoverRulesHttp } from './handover-rules.http.ts';
import { HandoverRules } from './handover-rules.service.ts';

@Module({ imports: [ChannelFilesModule], controllers: [HandoverRulesHttp], providers: [HandoverRules], exports: [HandoverRules] })
export class HandoverRulesModule {}
