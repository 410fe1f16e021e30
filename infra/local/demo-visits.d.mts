import type { Rooms, ToldMaker } from './demo-diary.mjs';

export function tellVisits(rooms: Rooms, of: ToldMaker, now: number, stopped?: () => boolean): Promise<number>;
