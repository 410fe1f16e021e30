import type { Rooms } from '../demo-diary.mjs';

export function roomsOfChannel(get: (type: any) => any): Promise<Rooms>;
