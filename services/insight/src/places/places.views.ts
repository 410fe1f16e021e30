import { IsInt, IsUUID } from 'class-validator';

/** What waits in one tenant, within the units that the reader may see. */
export class PlaceCounts {
  @IsUUID() tenantId: string;
  @IsInt() overdue: number;
  /** Due from now to 24:00 of the tenant's day. */
  @IsInt() dueToday: number;
}
