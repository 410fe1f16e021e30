import { Module } from '@nestjs/common';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { CalendarChanges, Obligation, Obligations1700000000003, ObligationsModule, RecurringDuties1700000000009, RecurringDuty } from '@luyue/obligations';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { OutstationChannelEnvironment } from './config.ts';
import { migrations } from './migrations/migrations.ts';
import { Posting, PostingHandover, PostingRegion } from './postings/posting.entity.ts';
import { PostingsModule } from './postings/postings.module.ts';
import { ChannelRegion, DeviceModel, RegionClassRow, RegionSales, SalesMonth } from './regions/region.entity.ts';
import { RegionsModule } from './regions/regions.module.ts';
import { ContactChange, OutstationStaff, StaffLeave } from './staff/staff.entity.ts';
import { StaffModule } from './staff/staff.module.ts';

const obligations = ObligationsModule.forRoot('outstation-channel', { recurring: true });

@Module({
  imports: [
    obligations, DirectoryModule.forRoot({ consume: true, imports: [obligations], listeners: [CalendarChanges] }),
    RegionsModule, StaffModule, PostingsModule,
  ],
})
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'outstation-channel', module: AppModule, entities: [
    Obligation, RecurringDuty,
    ChannelRegion, RegionClassRow, RegionSales, SalesMonth, DeviceModel, OutstationStaff, StaffLeave, ContactChange, Posting, PostingRegion, PostingHandover,
  ],
  migrations: [Directory1700000000002, Obligations1700000000003, Agreements1700000000008, RecurringDuties1700000000009, ...migrations],
};

export const Environment = OutstationChannelEnvironment;
export const createApp = (config: OutstationChannelEnvironment): Promise<RunningService> => startService(definition, config);
