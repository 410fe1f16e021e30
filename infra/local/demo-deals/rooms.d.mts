export type Rooms = Record<string, any>;
export function roomsOf(get: (type: any) => any): Promise<Rooms>;
