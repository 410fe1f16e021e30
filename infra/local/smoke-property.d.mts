import type { Caller, Json } from './client.mjs';
import type { Company } from './company.mjs';

export function openDeal(agent: Caller, of: Company, more?: object): Promise<Json>;
