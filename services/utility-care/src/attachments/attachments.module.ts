import { Module } from '@nestjs/common';
import { CasesModule } from '../cases/cases.module.ts';
import { AttachmentsHttp } from './attachments.http.ts';

@Module({ imports: [CasesModule], controllers: [AttachmentsHttp] })
export class AttachmentsModule {}
