import { Module } from '@nestjs/common';
import { FilesModule } from '@luyue/files';
import { AttachmentReadersModule } from '../attachment-readers.ts';
import { BasicPoliciesHttp } from './basic-policies.http.ts';
import { BasicPolicies } from './basic-policies.service.ts';

@Module({ imports: [FilesModule, AttachmentReadersModule], controllers: [BasicPoliciesHttp], providers: [BasicPolicies], exports: [BasicPolicies] })
export class BasicPoliciesModule {}
