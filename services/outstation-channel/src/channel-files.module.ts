import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { ChannelFiles } from './channel-files.ts';

@Module({ imports: [FilesModule], providers: [ChannelFiles], exports: [ChannelFiles, FilesModule] })
export class ChannelFilesModule {}
