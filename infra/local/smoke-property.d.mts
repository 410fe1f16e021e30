import type { Json, Sender } from './client.mjs';
import type { Company } from './company.mjs';

export function openDeal(agent: Sender, of: Pick<Company, 'units'>, more?: object): Promise<Json>;
