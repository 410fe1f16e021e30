import { type DynamicModule, Module } from '@nestjs/common';
import { join } from 'node:path';
import { CONFIG, type ServiceEnvironment } from '@luyue/platform';
import { DiskStore } from './file-store.ts';
import { FILE_STORE, Files } from './files.ts';

@Module({})
export class FilesModule {
  static forRoot(): DynamicModule {
    return {
      module: FilesModule, global: true,
      providers: [Files, { provide: FILE_STORE, useFactory: (config: ServiceEnvironment) => new DiskStore(join(config.DATA_DIR, 'files', config.SERVICE_NAME)), inject: [CONFIG] }],
      exports: [Files],
    };
  }
}
