import { Module } from '@nestjs/common';
import { ComplianceModule } from '../compliance/compliance.module.ts';
import { ReplayHttp } from './replay.http.ts';
import { Replay } from './replay.service.ts';

@Module({ imports: [ComplianceModule], controllers: [ReplayHttp], providers: [Replay] })
export class ReplayModule {}
