import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { Crossings } from './crossings.ts';
import { Directory } from './directory.ts';
import { DIRECTORY_LISTENERS, DirectoryConsumer, type DirectoryListener } from './directory.consumer.ts';

@Module({})
export class DirectoryModule {
  /** `consume: false` for tenancy, which writes the replica in the transaction of the fact. `listeners` come from `imports`. */
  static forRoot(options: { consume: boolean; imports?: (Type | DynamicModule)[]; listeners?: Type<DirectoryListener>[] } = { consume: true }): DynamicModule {
    return {
      module: DirectoryModule, global: true, imports: options.imports ?? [],
      controllers: options.consume ? [DirectoryConsumer] : [],
      providers: [Directory, Crossings, { provide: DIRECTORY_LISTENERS, useFactory: (...found: DirectoryListener[]) => found, inject: options.listeners ?? [] }],
      exports: [Directory, Crossings],
    };
  }
}
