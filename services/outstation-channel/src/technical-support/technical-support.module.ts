import { Module } from '@nestjs/common';
import { ChannelDocumentsModule } from '../channel-documents/channel-documents.module.ts';
import { ChannelFilesModule } from '../channel-files.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { TechnicalSupportHttp } from './technical-support.http.ts';
import { TechnicalSupport } from './technical-support.service.ts';

@Module({ imports: [ChannelFilesModule, StaffModule, ChannelDocumentsModule], controllers: [TechnicalSupportHttp], providers: [TechnicalSupport] })
export class TechnicalSupportModule {}
