import { Module } from '@nestjs/common';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { ComplianceModule } from './compliance/compliance.module.ts';
import { InsightEnvironment } from './config.ts';
import { LedgerModule } from './ledger/ledger.module.ts';
import { migrations } from './migrations/migrations.ts';
import { PlacesModule } from './places/places.module.ts';
import { ReplayModule } from './replay/replay.module.ts';

@Module({ imports: [DirectoryModule.forRoot({ consume: true }), LedgerModule, ComplianceModule, ReplayModule, PlacesModule] })
export class AppModule {}

/** No entities: the ledger is written by the batch and read by named statements. */
export const definition: ServiceDefinition = { name: 'insight', module: AppModule, entities: [], migrations: [Directory1700000000002, Agreements1700000000008, ...migrations] };

export const Environment = InsightEnvironment;
export const createApp = (config: InsightEnvironment): Promise<RunningService> => startService(definition, config);
