import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.ts';
import { CrisisDrillsHttp } from './crisis-drills.http.ts';
import { CrisisDrills } from './crisis-drills.service.ts';

@Module({ imports: [StaffModule], controllers: [CrisisDrillsHttp], providers: [CrisisDrills] })
export class CrisisDrillsModule {}
