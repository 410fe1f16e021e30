import type { Rooms } from '../demo-diary.mjs';

export function roomsOfVisits(get: (type: any) => any): Promise<Rooms>;
