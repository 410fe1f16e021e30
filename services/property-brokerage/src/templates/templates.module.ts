import { Module } from '@nestjs/common';
import { TemplatesHttp } from './templates.http.ts';
import { Templates } from './templates.service.ts';

@Module({ controllers: [TemplatesHttp], providers: [Templates], exports: [Templates] })
export class TemplatesModule {}
