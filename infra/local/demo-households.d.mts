export const DEMO_SEED: number;
export const DEMO_UNITS: { code: string; name: string; district: string }[];
export const DEMO_AGENTS: { staffNumber: string; name: string }[];
export interface Household {
  number: string; holderName: string; phone: string; contacts: { name: string; relation: string; phone: string }[]; address: string; unitId?: string; category: string; gasType: string; gasState: string;
  meterNumber: string; meterModel: string; specialCare?: { kind: string; note: string; source: string; consentBy: string; consentAt: string };
}
export function households(seed: number, unit: { id?: string; code: string; district?: string }, count: number, from?: number): Household[];
export function randomOf(text: string): () => number;
