import { Module } from '@nestjs/common';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { CalendarChanges, Obligation, Obligations1700000000003, ObligationsModule, RecurringDuties1700000000009, RecurringDuty } from '@luyue/obligations';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { DistributorVisitsEnvironment } from './config.ts';
import { migrations } from './migrations/migrations.ts';

const obligations = ObligationsModule.forRoot('distributor-visits', { recurring: true });

@Module({ imports: [obligations, DirectoryModule.forRoot({ consume: true, imports: [obligations], listeners: [CalendarChanges] })] })
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'distributor-visits', module: AppModule, entities: [Obligation, RecurringDuty],
  migrations: [Directory1700000000002, Obligations1700000000003, Agreements1700000000008, RecurringDuties1700000000009, ...migrations],
};

export const Environment = DistributorVisitsEnvironment;
export const createApp = (config: DistributorVisitsEnvironment): Promise<RunningService> => startService(definition, config);
