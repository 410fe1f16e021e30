/** A company whose quarter is told by its service's own methods. */
export interface ToldMaker { tenant: { id: string; name?: string }; units: Record<string, string>; people: Record<string, { id: string; name: string }>; staff: { key: string; unit?: string; roles: string[] }[]; modules: string[]; customers?: number; months?: number }
export type Rooms = Record<string, any>;
export class Stopped extends Error {}
