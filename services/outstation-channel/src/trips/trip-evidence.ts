import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Files } from '@luyue/files';
import { countedInstant, localDate, newId } from '@luyue/kernel';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { ChannelFiles, type FileKeeper } from '../channel-files.ts';
import { Staff } from '../staff/staff.service.ts';
import { BusinessTrip, TripEvidence } from './trip.entity.ts';
import type { BusinessTripView, KeepTripEvidence } from './trip-views.ts';
import { Trips } from './trips.service.ts';

/** What somebody keeps on the way: the desk looks at a claim's lines by it (OC-3.1.4b). */
@Injectable()
export class TripEvidences implements FileKeeper, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly files: Files, private readonly guard: ChannelFiles, private readonly staff: Staff, private readonly trips: Trips) {}

  onModuleInit(): void { this.guard.keptBy(this); }

  async mayReadFiles(tx: Tx, subjectId: string): Promise<boolean> {
    const trip = await tx.find(BusinessTrip, subjectId);
    if (trip) permit(tx.ctx, 'outstationStaff.read', trip.departmentUnitId);
    return trip !== null;
  }

  /** By the traveller. Throws 409 for a trip that is not approved, 422 for somebody else's or a day on which it does not last. */
  keep(ctx: Context, id: string, { occurredAt, text, latitude, longitude, accuracyM, attachmentIds = [] }: KeepTripEvidence): Promise<BusinessTripView> {
    permit(ctx, 'trip.write');
    return this.database.write(ctx, async (tx) => {
      const trip = await this.trips.lock(tx, id);
      if ((await this.staff.read(tx, trip.staffId)).userId !== ctx.userId) throw refuse.rule('OC-3.1.4b', 'not_the_traveller', { zh: '行程凭据由出差人本人留存', en: 'Whoever travels keeps the evidence of it' });
      if (trip.status !== 'approved') throw refuse.conflict('not_approved', { zh: '差旅没有总部批示', en: 'The trip is not approved by headquarters' }, { clause: 'OC-3.1.4b', allowed: ['approved'] });
      const [zone, value] = [await this.directory.zone(tx), await this.directory.policyValues(tx)];
      const happened = new Date(occurredAt);
      const counted = countedInstant({ occurredAt: happened, recordedAt: tx.now, maxLagHours: value<number>('pf.sync.maxLagHours') });
      // What comes in long after the trip is kept with both times, for the desk to judge; nothing is kept of a trip to come.
      const day = localDate(happened < tx.now ? happened : tx.now, zone);
      if (day < trip.fromOn || day > trip.toOn) throw refuse.rule('OC-3.1.4b', 'not_on_the_trip', { zh: `${trip.number} 是 ${trip.fromOn} 至 ${trip.toOn}，${day} 不在行程内`, en: `${trip.number} lasts from ${trip.fromOn} to ${trip.toOn}, not on ${day}` });
      const files = await this.files.claim(tx, attachmentIds, { type: 'business_trip', id });
      await tx.insert(TripEvidence, { tenantId: tx.tenantId, id: newId(), version: 1, tripId: id, occurredAt: happened, recordedAt: tx.now, countedAt: counted.at, text, latitude: latitude ?? null, longitude: longitude ?? null, accuracyM: accuracyM ?? null, attachmentIds: files.map((file) => file.id) });
      return this.trips.view(tx, trip);
    });
  }
}
