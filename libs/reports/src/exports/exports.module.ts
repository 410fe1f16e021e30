import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { join } from 'node:path';
import { CONFIG, type ServiceEnvironment } from '@luyue/platform';
import { ReportsModule } from '../reports.module.ts';
import { DECLARED_EXPORTS, type DeclaredExport } from './declared-export.ts';
import { DiskExportFiles, EXPORT_FILES } from './export-files.ts';
import { ExportRunner } from './export-runner.ts';
import { exportsHttp } from './exports.http.ts';
import { EXPORT_CONTEXT, Exports } from './exports.service.ts';

/** Export jobs in the database of the service that imports this, which lists `ExportJob` and `Exports1700000000007` after the directory's. */
@Module({})
export class ExportsModule {
  /** `exports`: class of each declared export by kind; their providers come from `imports`. */
  static forRoot(context: string, options: { imports: (Type | DynamicModule)[]; exports: Record<string, Type<DeclaredExport>> }): DynamicModule {
    const kinds = Object.keys(options.exports);
    return {
      module: ExportsModule, imports: [ReportsModule, ...options.imports], controllers: [exportsHttp(context, kinds)],
      providers: [
        Exports, ExportRunner, { provide: EXPORT_CONTEXT, useValue: context },
        { provide: DECLARED_EXPORTS, useFactory: (...found: DeclaredExport[]) => new Map(kinds.map((kind, i) => [kind, found[i]!])), inject: Object.values(options.exports) },
        { provide: EXPORT_FILES, useFactory: (config: ServiceEnvironment) => new DiskExportFiles(join(config.DATA_DIR, 'exports', config.SERVICE_NAME)), inject: [CONFIG] },
      ],
    };
  }
}
