import { Module } from '@nestjs/common';
import { StaffModule } from '../staff/staff.module.ts';
import { ConductHttp } from './conduct.http.ts';
import { Conduct } from './conduct.service.ts';

@Module({ imports: [StaffModule], controllers: [ConductHttp], providers: [Conduct], exports: [Conduct] })
export class ConductModule {}
