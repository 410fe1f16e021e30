import { Module } from '@nestjs/common';
import { ChannelFilesModule } from '../channel-files.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { ConductHttp } from './conduct.http.ts';
import { Conduct } from './conduct.service.ts';

@Module({ imports: [StaffModule, ChannelFilesModule], controllers: [ConductHttp], providers: [Conduct], exports: [Conduct] })
export class ConductModule {}
