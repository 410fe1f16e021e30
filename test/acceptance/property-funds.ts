import { testPlatform } from '@luyue/testing/platform';
import { company, type Company } from '../../infra/local/company.mjs';
import { PROPERTY_STAFF, PROPERTY_UNITS } from '../../infra/local/property-staff.mjs';
import { PB } from './property-steps.ts';
import { eventually, type Json, naming, type SignedIn, START_MS } from './stage.ts';

const KEYS = ['agent', 'specialist', 'specialist2', 'supervisor', 'manager', 'finance'] as const;
export const ACCOUNT = { bank: '江州银行滨江支行', accountNumber: '6222021234567890123' };

/** A property company in its sandbox twin with those who handle money; `without` leaves a role vacant. */
export interface FundsStage { of: Company; who: Record<(typeof KEYS)[number], SignedIn> }

export async function openFunds(startsAt: string, without: string[] = []): Promise<FundsStage> {
  const platform = await testPlatform();
  const staff = PROPERTY_STAFF.filter((person) => !without.includes(person.key));
  const of = await company({ ...naming('PF'), gatewayUrl: platform.url, operatorKey: platform.operatorKey, kind: 'company', modules: ['property-brokerage'], staff, units: PROPERTY_UNITS, sandboxStartsAt: startsAt });
  return { of, who: Object.fromEntries(await Promise.all(KEYS.filter((key) => !without.includes(key)).map(async (key) => [key, await of.signIn(key, true)] as const))) as FundsStage['who'] };
}

/** The company of a file of tests, made before its first test. */
export function fundsStage(startsAt: string): { readonly here: FundsStage } {
  let made: FundsStage | undefined;
  beforeAll(async () => { made = await openFunds(startsAt); }, START_MS);
  return { get here() { return made!; } };
}

export const partyOf = (deal: Json, side: 'seller' | 'buyer'): Json => deal.parties.find((p: Json) => p.side === side);

/** The buyer pays the shop. */
export const receive = (stage: FundsStage, deal: Json, amount: string, receivedAt: string): Promise<Json> =>
  stage.who.agent.post(`${PB}/deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: partyOf(deal, 'buyer').id, amount, receivedAt, method: 'transfer' });

export const receiptOf = async (stage: FundsStage, deal: Json, id: string): Promise<Json> => (await stage.who.agent.get(`${PB}/deals/${deal.id}/receipts`)).items.find((r: Json) => r.id === id);

/** Until everybody who is owed the report has it. */
export const reported = (stage: FundsStage, deal: Json, id: string): Promise<Json> => eventually('the report is complete', async () => {
  const receipt = await receiptOf(stage, deal, id);
  return receipt.report.state === 'complete' && receipt;
});
