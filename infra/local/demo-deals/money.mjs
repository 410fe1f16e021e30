// Money of a deal: receipts of the shop and their reports (PB-4.6), pay-outs by F3 (PB-4.7), commission (PB-3.2), and the end of a deal that fell through.
import { yuan } from './contracts.mjs';
import { iso, MINUTE } from './tale.mjs';

const CANCELLED = ['买方贷款未批，双方协商解约', '卖方反悔，已退定金', '查出抵押未注销，双方解约', '买方购房资格不符'];

/** `[side, yuan]` of whoever pays some. */
export const commissionsOf = ({ body }) => [['seller', Number(body.commissionSeller)], ['buyer', Number(body.commissionBuyer)]].filter(([, fee]) => fee > 0);

/** `[kind, yuan, side]`, taken by the shop now and reported to finance. */
export async function receive(tale, sums) {
  const { deal, dice, rooms: { receipts, reports } } = tale;
  const receiptIds = [];
  for (const [kind, amount, side = 'buyer'] of sums) {
    tale.minutes(3, 30);
    const { id } = await receipts.receive(tale.asAgent, deal.id, { kind, payerPartyId: tale.party(side).id, amount: yuan(amount), receivedAt: iso(tale.at - 2 * MINUTE), method: dice.pick(['transfer', 'transfer', 'card']) });
    receiptIds.push(id);
  }
  tale.wait(dice.chance(0.1) ? dice.between(3, 4) : dice.between(0, 1));
  await reports.report(tale.asAgent, receiptIds);
  await tale.deliver();
}

/** Three of four buyers leave the deposit with the shop; the others pay it with the rest. */
export async function takeDeposit(tale) {
  if (tale.dice.chance(0.75)) await receive(tale, [['deposit', tale.contract.deposit]]);
  else tale.unpaidDeposit = true;
}

/** The taxes lie with the shop until the tax office has worked them out. */
export async function collectTaxes(tale) {
  await receive(tale, [['tax', tale.contract.tax]]);
  await planPayOut(tale, { label: '税务核定后代缴契税', purpose: 'tax', from: 'tax_buyer', payeeName: `国家税务总局${tale.of.city}市税务局`, amount: tale.contract.tax, stepKey: 'tax' });
}

/** The rest of what goes through the shop, and what the contract says of paying it out. */
export async function fund(tale) {
  const { contract, contract: { deposit, loan, kind, price } } = tale;
  const rest = kind === 'lease' ? price : price - deposit - loan;
  await receive(tale, [...(tale.unpaidDeposit ? [['deposit', deposit]] : []), ...(rest > 0 ? [['balance', rest]] : []), ...commissionsOf(contract).map(([side, fee]) => ['commission', fee, side])]);
  const held = rest + deposit;
  const last = kind === 'full_payment' ? Math.round(held / 20) : 0;
  const toSeller = (label, stepKey, amount) => planPayOut(tale, { label, purpose: 'price', from: 'held_buyer', payeePartyId: tale.party('seller').id, amount, stepKey });
  if (kind === 'lease') await toSeller('交房后付押金和首期租金', 'handover', held);
  else await toSeller('过户后付卖方', 'title_transfer', held - last);
  if (last > 0) await toSeller('交房后付尾款', 'handover', last);
  tale.funded = true;
}

async function planPayOut(tale, { amount, stepKey, ...plan }) {
  tale.minutes(2, 10);
  const { id } = await tale.rooms.conditions.add(tale.asSpecialist, tale.deal.id, { ...plan, amount: yuan(amount), on: { stepKey } });
  tale.payOuts.push({ id, stepKey });
}

/** What the contract pays out once this step is done. */
export async function payOut(tale, stepKey) {
  for (const { id } of tale.payOuts.filter((plan) => plan.stepKey === stepKey)) {
    tale.minutes(5, 60);
    await pay(tale, { conditionId: id });
  }
}

/** F3 from its maker over the audit to the bank; some are sent a day late, some come back. */
async function pay(tale, slip) {
  const { contract, deal, dice, rooms: { slips, desk } } = tale;
  const make = () => slips.make(tale.asSpecialist, deal.id, { fields: { bank: contract.bank, accountNumber: `6222021${String(contract.seed).padStart(12, '0')}` }, ...slip });
  const late = dice.chance(0.08);
  if (slip.purpose === 'commission' && dice.chance(0.06)) {
    const { id } = await make();
    tale.minutes(5, 20);
    await slips.withdraw(tale.asSpecialist, id, '收款单位写错，重开');
  }
  const { id, number } = await make();
  if (late) tale.wait(dice.between(1, 3));
  else tale.minutes(5, 45);
  await slips.submit(tale.asSpecialist, id, null);
  if (dice.chance(0.07)) {
    tale.wait(dice.between(0, 1));
    await desk.decide(tale.as('supervisor'), id, { return: '收款账号与身份证姓名不符，请核对' });
    tale.wait(dice.between(0, 1));
    await slips.submit(tale.asSpecialist, id, null);
  }
  tale.wait(dice.between(0, 1));
  await desk.decide(tale.as('supervisor'), id, { approve: true });
  tale.wait(dice.between(0, 1));
  await desk.pay(tale.as('finance'), id, { paidAt: iso(tale.at - MINUTE), bankReference: `BK${number.replaceAll(/\D/g, '')}` });
  await tale.deliver();
}

export async function payCommission(tale) {
  const { contract, deal, dice, of, rooms: { commissions } } = tale;
  for (const [side, fee] of commissionsOf(contract)) await pay(tale, { purpose: 'commission', from: `commission_${side}`, amount: yuan(fee), payeeName: `安居地产集团${of.city}公司` });
  tale.minutes(10, 60);
  await commissions.confirm(tale.asSpecialist, deal.id, {});
  if (dice.chance(0.12)) return;
  tale.wait(dice.between(0, 2));
  await commissions.check(tale.as('supervisor'), deal.id, { decision: 'check' });
}

/** Reading 13: the money goes back before the deal does. */
export async function cancel(tale) {
  const { contract, deal, dice, rooms: { deals } } = tale;
  tale.wait(dice.between(1, 3));
  if (!tale.unpaidDeposit) await pay(tale, { purpose: 'refund', from: 'held_buyer', amount: yuan(contract.deposit), payeePartyId: tale.party('buyer').id });
  tale.minutes(10, 60);
  await deals.cancel(tale.as('supervisor'), deal.id, dice.pick(CANCELLED), null);
}
