// A quarter of deals as it went, written by the service's own methods, each step at its own time: so clocks, breaches, books and evidence are real.
import { archive } from './demo-deals/archive.mjs';
import { reconcileDays } from './demo-deals/bank.mjs';
import { contractOf } from './demo-deals/contracts.mjs';
import { finishUtilities } from './demo-deals/handover.mjs';
import { cancel, takeDeposit } from './demo-deals/money.mjs';
import { check, contractNumber, open, passOn, requiredSteps } from './demo-deals/opening.mjs';
import { see } from './demo-deals/steps.mjs';
import { DAY, HOUR, MINUTE, startOfDay, Tale } from './demo-deals/tale.mjs';
import { DEMO_SEED } from './demo-households.mjs';
import { random } from './random.mjs';

const QUARTER = 92;

/**
 * Tells the deals of one company, each in a transaction of its own, up to `now`: the latest days first, because they are what people look at. Those that are there are left as they are, so
 * that an interrupted telling goes on.
 * @param {object} rooms see demo-deals/rooms.mjs
 * @param {{tenant: {id: string}, sandbox?: boolean, units: Record<string, string>, people: Record<string, {id: string, name: string}>, staff: {key: string, unit?: string, roles: string[]}[], code: string, city: string,
 *   districts: string[], deals: number, homes?: object[], gas?: boolean}} of `homes`: households of a gas company, whose flats are sold first; `gas`: an agreement with it carries requests for transfers
 * @param {number} now
 * @param {() => boolean} [stopped] asked before each deal
 * @returns {Promise<number>} deals told now
 */
export async function tellDeals(rooms, of, now, stopped = () => false) {
  const known = await knownContracts(rooms, of);
  const plan = planOf(of, now).filter(({ contract, signedAt }) => !known.has(contractNumber(of, contract.number, signedAt)));
  let told = 0;
  for (const { contract, signedAt } of plan) {
    if (stopped()) return told;
    await new Tale(rooms, of, contract, { signedAt, now }).tell(fromTheStart);
    told += 1;
  }
  await reconcileDays(rooms, of, now);
  return told;
}

async function fromTheStart(tale) {
  await open(tale);
  await takeDeposit(tale);
  await check(tale);
  if (tale.dice.chance(0.05)) return cancel(tale);
  if (tale.dice.chance(0.04)) await passOn(tale);
  for (const step of await requiredSteps(tale)) if (!step.utility) await see(tale, step);
  await finishUtilities(tale);
  await archive(tale);
}

/** The latest day first, and within a day in the order of the clock: so its numbers run. */
function planOf(of, now) {
  const dice = random(DEMO_SEED + of.deals);
  const midnight = startOfDay(now);
  return Array.from({ length: of.deals }, (_, i) => {
    const at = midnight - Math.floor((i * QUARTER) / of.deals) * DAY + dice.between(9 * 60, 17 * 60 + 30) * MINUTE;
    // Nobody signs ahead of the clock: today's contracts are of the last hours.
    return { contract: contractOf(DEMO_SEED, of, i), signedAt: at < now - 2 * HOUR ? at : now - dice.between(40, 300) * MINUTE };
  }).toSorted((a, b) => startOfDay(b.signedAt) - startOfDay(a.signedAt) || a.signedAt - b.signedAt);
}

async function knownContracts({ database, systemContext }, of) {
  const rows = await database.read(systemContext(of.tenant.id, of.sandbox ?? false), (tx) => tx.manager.query('SELECT contract_number FROM deal'));
  return new Set(rows.map((row) => row.contract_number));
}
