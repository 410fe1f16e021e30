import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.ts';
import { ReachabilityHttp } from './reachability.http.ts';
import { Reachability } from './reachability.service.ts';

@Module({ imports: [StaffModule], controllers: [ReachabilityHttp], providers: [Reachability], exports: [Reachability] })
export class ReachabilityModule {}
