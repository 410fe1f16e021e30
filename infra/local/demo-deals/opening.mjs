// From the signature to the checked contract: PB-4.1 to PB-4.4.
import { yuan } from './contracts.mjs';
import { commissionsOf } from './money.mjs';
import { DAY, dayOf, iso, MINUTE } from './tale.mjs';

export async function open(tale) {
  await sign(tale);
  await name(tale);
  await transfer(tale);
  await introduce(tale);
  await complete(tale);
}

async function sign(tale) {
  const { contract: { number, body }, of, dice, rooms: { signing } } = tale;
  tale.at = Math.min(tale.at + dice.between(15, 90) * MINUTE, tale.now - MINUTE);
  tale.deal = await signing.open(tale.asAgent, {
    ...body, contractNumber: contractNumber(of, number, tale.signedAt), shopUnitId: of.units[tale.agent === 'agent' ? 'shop' : 'shop2'], departmentUnitId: of.units.department, signedAt: iso(tale.signedAt),
  });
  if (dice.chance(0.08)) tale.wait(dice.between(1, 2));
  else tale.minutes(5, 60);
  await signing.sendF1(tale.asAgent, tale.deal.id);
}

/** By it a deal is known again where an interrupted loading goes on. */
export const contractNumber = (of, number, signedAt) => `${of.code}-${dayOf(signedAt).slice(0, 4)}-${String(number + 1).padStart(4, '0')}`;

async function name(tale) {
  const { deal, dice, of, rooms: { assignments } } = tale;
  const assign = () => assignments.assign(tale.as('supervisor'), deal.id, of.people[tale.specialist].id, '');
  tale.wait(dice.chance(0.05) ? dice.between(2, 3) : dice.between(0, 1));
  await assign();
  if (dice.chance(0.04)) {
    tale.minutes(20, 120);
    await assignments.decline(tale.asSpecialist, deal.id, '手上的单子排满了');
    tale.specialist = tale.colleague;
    tale.minutes(20, 90);
    await assign();
  }
  tale.minutes(5, 60);
  await assignments.accept(tale.asSpecialist, deal.id);
}

/** R15: what the former specialist owed goes over as it stands. */
export async function passOn(tale) {
  const { deal, of, rooms: { assignments } } = tale;
  tale.wait(1);
  const next = tale.colleague;
  await assignments.reassign(tale.as('supervisor'), deal.id, of.people[next].id, '原专员休假，按负荷调整');
  tale.specialist = next;
  tale.minutes(10, 90);
  await assignments.accept(tale.asSpecialist, deal.id);
}

async function transfer(tale) {
  const { deal, dice, rooms: { checklist, transfers } } = tale;
  const items = await tale.read((tx) => checklist.of(tx, deal.id));
  const often = items.filter((i) => i.key === 'power_of_attorney' || i.key.startsWith('title') || i.key === 'f2');
  let missing = dice.chance(0.15) ? dice.pick(often) : null;
  tale.minutes(15, 90);
  const bring = (item) => checklist.bring(tale.asAgent, deal.id, item.id, item.key === 'contract_copy_1' ? { originalPlace: `资料柜 A-${dice.between(1, 40)}` } : {});
  for (const item of items) if (item !== missing) await bring(item);
  while (missing) {
    tale.minutes(10, 60);
    await transfers.refuse(tale.asSpecialist, deal.id, { itemIds: [missing.id], reason: missing.key === 'power_of_attorney' ? '由他人代办，缺公证委托书' : `缺${missing.name.zh}，请补齐` });
    tale.wait(dice.chance(0.25) ? 3 : 1);
    if (dice.chance(0.15)) continue;
    await bring(missing);
    missing = null;
  }
  tale.minutes(10, 60);
  if (dice.chance(0.05)) tale.wait(2);
  await transfers.accept(tale.asSpecialist, deal.id, {});
}

async function introduce(tale) {
  const { deal, dice, rooms: { introductions } } = tale;
  if (dice.chance(0.05)) tale.wait(1);
  for (const { id } of deal.parties) {
    const silent = dice.chance(0.06);
    for (let call = 0; call < (silent ? 2 : 1); call += 1) {
      tale.minutes(2, 20);
      await introductions.call(tale.asAgent, deal.id, { partyId: id, outcome: silent ? 'no_answer' : 'reached', ...(silent && { note: '无人接听' }) });
    }
  }
  tale.minutes(2, 15);
  await introductions.text(tale.asSpecialist, deal.id, { phone: tale.phone });
  await tale.deliver();
}

/** F1 and F2 with all that the contract lets expect (PB-4.3b). */
async function complete(tale) {
  const { contract, deal, dice, rooms: { steps, receivables, forms } } = tale;
  if (dice.chance(0.06)) tale.wait(1);
  else tale.minutes(5, 40);
  const ctx = tale.asSpecialist;
  const required = await requiredSteps(tale);
  await steps.expect(ctx, deal.id, required.map((step, i) => ({ stepId: step.id, expectedOn: dayOf(tale.at + (i + 1) * 7 * DAY) })), null);
  for (const [side, kind, amount, basis, directReason] of expectedMoney(contract)) {
    if (amount > 0) await receivables.add(ctx, deal.id, { side, kind, amount: yuan(amount), expectedOn: dayOf(tale.at + 20 * DAY), basis, ...(directReason && { directReason }) });
  }
  await forms.complete(ctx, deal.id);
}

function expectedMoney(contract) {
  const { deposit, loan, tax, kind, price } = contract;
  const commissions = commissionsOf(contract).map(([side, fee]) => [side, 'commission', fee, '第七条']);
  if (kind === 'lease') return [['buyer', 'deposit', deposit, '第五条'], ['buyer', 'balance', price, '第四条'], ...commissions];
  return [
    ['buyer', 'deposit', deposit, '第四条第一款'], ['buyer', 'balance', price - deposit - loan, '第四条第二款'], ['buyer', 'balance', loan, '第四条第三款', '银行放款直接付卖方'], ['buyer', 'tax', tax, '第六条'], ...commissions,
  ];
}

export const requiredSteps = async (tale) => (await tale.read((tx) => tale.rooms.stepRecord.of(tx, tale.deal.id))).filter((s) => s.required);

/** PB-4.4: the copy of the contract goes to the department head, who now and then objects. */
export async function check(tale) {
  const { deal, dice, rooms: { copies } } = tale;
  for (let again = dice.chance(0.06); ; again = false) {
    tale.wait(dice.chance(0.05) ? 5 : dice.between(0, 2));
    await copies.handOver(tale.asSpecialist, deal.id, { note: '原件一份' });
    tale.wait(dice.chance(0.06) ? 4 : dice.between(0, 2));
    await copies.check(tale.as('supervisor'), deal.id, again ? { result: 'objected', reason: '付款条款与 F2 不一致，请核对' } : { result: 'checked' });
    if (!again) return;
  }
}
