import type { Caller, Json } from './client.mjs';
import type { Household } from './demo-households.mjs';

export function openCase(taker: Caller, home: Household, request: Record<string, unknown>): Promise<Json>;
export function work(technician: Caller, order: string, last: string, more?: Record<string, object>): Promise<Json>;
export function runSmoke(where: { gatewayUrl: string; operatorKey: string; log: (text: string) => void }): Promise<void>;
