import multipart from '@fastify/multipart';
import { Module } from '@nestjs/common';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { MAX_BYTES } from '@luyue/files';
import { CalendarChanges, Obligation, Obligations1700000000003, ObligationsModule, RecurringDuties1700000000009, RecurringDuty } from '@luyue/obligations';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { DistributorVisitsEnvironment } from './config.ts';
import { CustomerChange, CustomerPurchase, VisitCustomer } from './customers/customer.entity.ts';
import { CustomersModule } from './customers/customers.module.ts';
import { migrations } from './migrations/migrations.ts';
import { RegionMember, VisitRegion } from './regions/region.entity.ts';
import { RegionsModule } from './regions/regions.module.ts';

const obligations = ObligationsModule.forRoot('distributor-visits', { recurring: true });

@Module({
  imports: [
    obligations, DirectoryModule.forRoot({ consume: true, imports: [obligations], listeners: [CalendarChanges] }),
    RegionsModule, CustomersModule,
  ],
})
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'distributor-visits', module: AppModule,
  entities: [
    Obligation, RecurringDuty,
    VisitRegion, RegionMember, VisitCustomer, CustomerChange, CustomerPurchase,
  ],
  migrations: [
    Directory1700000000002, Obligations1700000000003, Agreements1700000000008,
    RecurringDuties1700000000009, ...migrations,
  ],
  configure: async (fastify) => fastify.register(multipart, { limits: { files: 1, fileSize: MAX_BYTES + 1 } }),
};

export const Environment = DistributorVisitsEnvironment;
export const createApp = (config: DistributorVisitsEnvironment): Promise<RunningService> => startService(definition, config);
