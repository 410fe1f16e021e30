import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { join } from 'node:path';
import { CONFIG, type ServiceEnvironment } from '@luyue/platform';
import { ATTACHMENT_GUARD, type AttachmentGuard, attachmentsHttp } from './attachments.http.ts';
import { DiskStore } from './file-store.ts';
import { FILE_STORE, Files } from './files.ts';

@Module({ providers: [Files, { provide: FILE_STORE, useFactory: (config: ServiceEnvironment) => new DiskStore(join(config.DATA_DIR, 'files', config.SERVICE_NAME)), inject: [CONFIG] }], exports: [Files] })
export class FilesModule {}

/** Routes for uploads and downloads; `guard` is a provider that one of `imports` exports. */
@Module({})
export class AttachmentsModule {
  static forRoot(context: string, options: { imports: Type[]; guard: Type<AttachmentGuard> }): DynamicModule {
    return { module: AttachmentsModule, imports: [FilesModule, ...options.imports], controllers: [attachmentsHttp(context)], providers: [{ provide: ATTACHMENT_GUARD, useExisting: options.guard }] };
  }
}
