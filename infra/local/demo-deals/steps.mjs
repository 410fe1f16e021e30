// The steps of a deal, one after the other: met with the client, waited for at bank and registry, entered in F1, told to both parties (PB-4.5, PB-4.8).
import { applyForUtilities, handOver } from './handover.mjs';
import { collectTaxes, fund, payCommission, payOut } from './money.mjs';
import { HOUR, iso, MINUTE } from './tale.mjs';

/** Working days until a step ends: `[earliest, latest]`. */
const PACE = {
  online_signing: [2, 5], loan_application: [1, 4], loan_approval: [5, 11], tax: [2, 4], title_transfer: [3, 6], certificate: [2, 4], mortgage_registration: [2, 5], loan_release: [3, 7], lease_filing: [1, 4],
};
const PLACES = { online_signing: '房产交易中心 2 楼', loan_application: '银行个贷中心', tax: '政务中心税务窗口', title_transfer: '不动产登记中心 6 号窗', mortgage_registration: '不动产登记中心 9 号窗', lease_filing: '街道房屋租赁窗口' };
const paceOf = (step, usual) => PACE[step.key] ?? usual;

export async function see(tale, step) {
  if (step.key === 'tax') await collectTaxes(tale);
  if (!tale.funded && ['title_transfer', 'handover'].includes(step.key)) await fund(tale);
  if (step.key === 'handover') await moveIn(tale, step);
  else {
    if (step.clientPresent) await meet(tale, step);
    if (['bank', 'registry', 'tax_office'].includes(step.waitsFor)) await waitFor(tale, step);
    await finish(tale, step);
  }
  await payOut(tale, step.key);
  if (step.key === 'handover') await applyForUtilities(tale);
}

/** The commission is earned by then, and in hand. The step ends with the receipt of F4. */
async function moveIn(tale, step) {
  await payCommission(tale);
  const told = inPerson(tale, step);
  await handOver(tale, { told, phone: tale.phone });
  await heard(tale, step, told);
}

/** The client comes, and the specialist with them. */
async function meet(tale, step) {
  const { deal, dice, rooms: { appointments } } = tale;
  const partyIds = deal.parties.map((p) => p.id);
  tale.minutes(5, 40);
  const from = tale.after(dice.between(...paceOf(step, [1, 3])));
  const made = await appointments.make(tale.asSpecialist, deal.id, { stepId: step.id, partyIds, startsAt: iso(from), endsAt: iso(from + HOUR), place: PLACES[step.key] ?? '客户服务部', bring: '身份证原件', phone: tale.phone });
  tale.to(from + 65 * MINUTE);
  await appointments.attend(tale.asSpecialist, deal.id, made.id, { partyIds, specialist: true, presentAt: iso(from), leftAt: iso(from + 55 * MINUTE) });
}

async function waitFor(tale, step) {
  const { deal, dice, rooms: { steps } } = tale;
  tale.minutes(5, 30);
  await steps.start(tale.asSpecialist, deal.id, step.id);
  tale.waitBetween(paceOf(step, [2, 5]));
  if (!dice.chance(0.04)) return;
  await steps.reject(tale.asSpecialist, deal.id, step.id, dice.pick(['材料上的签名不一致，要重签', '系统里房号与证上不符，要更正']));
  tale.wait(dice.between(1, 3));
  await steps.start(tale.asSpecialist, deal.id, step.id);
  tale.waitBetween(paceOf(step, [2, 5]));
}

async function finish(tale, step) {
  const { deal, dice, rooms: { steps } } = tale;
  const finishedAt = iso(tale.at);
  if (dice.chance(0.05)) tale.wait(3);
  else tale.minutes(5, 60);
  const told = inPerson(tale, step);
  await steps.finish(tale.asSpecialist, deal.id, step.id, { finishedAt, result: '', told, phone: tale.phone });
  await heard(tale, step, told);
}

/** Whom the specialist tells there or by phone; nobody where both get a text. */
const inPerson = ({ deal, dice }, step) => (dice.chance(0.6) ? deal.parties.map(({ id }) => ({ partyId: id, channel: step.clientPresent ? 'visit' : 'phone' })) : []);

/** The texts arrive, but for one now and then: that party is called. */
async function heard(tale, step, told) {
  const { deal, dice, rooms: { progress } } = tale;
  if (told.length) return;
  const lost = dice.chance(0.05) && !tale.isNews(tale.at) ? tale.party('buyer').id : null;
  await tale.deliver(lost);
  if (!lost) return;
  tale.wait(dice.between(1, 2));
  await progress.told(tale.asSpecialist, deal.id, step.id, { partyId: lost, channel: 'phone', note: '短信没收到，电话告知' });
}
