import { Module } from '@nestjs/common';
import { StationDutiesModule } from '../station-duties/station-duties.module.ts';
import { StationMessagesHttp } from './station-messages.http.ts';
import { StationMessages } from './station-messages.service.ts';

@Module({ imports: [StationDutiesModule], controllers: [StationMessagesHttp], providers: [StationMessages] })
export class StationMessagesModule {}
