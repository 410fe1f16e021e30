import { Module } from '@nestjs/common';
import { DealsModule } from '../deals/deals.module.ts';
import { ArchiveFilesHttp } from './archive-files.http.ts';
import { ArchiveFiles } from './archive-files.service.ts';
import { ArchiveLoans } from './archive-loans.ts';

@Module({ imports: [DealsModule], controllers: [ArchiveFilesHttp], providers: [ArchiveFiles, ArchiveLoans], exports: [ArchiveFiles] })
export class ArchiveFilesModule {}
