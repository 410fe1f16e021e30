/** A company whose deals are told; see `demo-deals.mjs`. */
export interface ToldCompany {
  tenant: { id: string; name?: string }; sandbox?: boolean; units: Record<string, string>; people: Record<string, { id: string; name: string }>; staff: { key: string; unit?: string; roles: string[] }[];
  code: string; city: string; districts: string[]; deals: number; homes?: object[]; gas?: boolean;
}
export function tellDeals(rooms: Record<string, any>, of: ToldCompany, now: number, stopped?: () => boolean): Promise<number>;
