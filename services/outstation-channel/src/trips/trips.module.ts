import { Module } from '@nestjs/common';
import { ChannelApprovalsModule } from '../channel-approvals.ts';
import { ChannelFilesModule } from '../channel-files.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { TripEvidences } from './trip-evidence.ts';
import { TripsHttp } from './trips.http.ts';
import { Trips } from './trips.service.ts';

@Module({ imports: [StaffModule, ChannelFilesModule, ChannelApprovalsModule], controllers: [TripsHttp], providers: [Trips, TripEvidences], exports: [Trips] })
export class TripsModule {}
