import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.ts';
import { TripsHttp } from './trips.http.ts';
import { Trips } from './trips.service.ts';

@Module({ imports: [StaffModule], controllers: [TripsHttp], providers: [Trips], exports: [Trips] })
export class TripsModule {}
