import { Module } from '@nestjs/common';
import { ChannelFilesModule } from '../channel-files.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { TripEvidences } from './trip-evidence.ts';
import { TripsHttp } from './trips.http.ts';
import { Trips } from './trips.service.ts';

@Module({ imports: [StaffModule, ChannelFilesModule], controllers: [TripsHttp], providers: [Trips, TripEvidences], exports: [Trips] })
export class TripsModule {}
