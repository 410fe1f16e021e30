import { Module } from '@nestjs/common';
import { ChannelFilesModule } from '../channel-files.module.ts';
import { StaffModule } from '../staff/staff.module.ts';
import { ChannelDocumentsHttp } from './channel-documents.http.ts';
import { ChannelDocuments } from './channel-documents.service.ts';

@Module({ imports: [ChannelFilesModule, StaffModule], controllers: [ChannelDocumentsHttp], providers: [ChannelDocuments], exports: [ChannelDocuments] })
export class ChannelDocumentsModule {}
