// Keys, meters and fees change hands (PB-4.9a), and gas, water and power with them (PB-4.9b).
import { Readable } from 'node:stream';
import { photo } from '../pictures.mjs';
import { yuan } from './contracts.mjs';
import { DAY, dayOf, iso, MINUTE } from './tale.mjs';

/** A gas transfer of these days is asked of the gas company over the platform (PF-10); what is older was done at its counter. */
const OVER_THE_PLATFORM = 4 * DAY;
const COUNTERS = { gas: '燃气公司营业厅', water: '水务集团营业厅', power: '供电公司营业厅' };

/** `told` and `phone`: how both parties hear that the step has ended with the receipt of F4. */
export async function handOver(tale, telling) {
  const { contract, deal, dice, rooms: { handovers } } = tale;
  tale.wait(dice.between(1, 4));
  const [seller, buyer] = [tale.party('seller'), tale.party('buyer')];
  tale.listed = deal.business === 'lease' ? contract.body.utilities : ['gas', ...(dice.chance(0.5) ? ['water'] : [])];
  await handovers.handOver(tale.asAgent, deal.id, {
    handedOverAt: iso(tale.at - 20 * MINUTE), present: [{ name: seller.name, as: 'seller' }, { name: buyer.name.slice(0, 60), as: 'buyer' }, { name: tale.asAgent.userName, as: 'shop' }],
    items: [{ name: '入户门钥匙', count: dice.between(2, 5) }, { name: '门禁卡', count: dice.between(1, 3) }],
    readings: [{ meter: 'gas', reading: String(dice.between(120, 4800)) }, { meter: 'power', reading: String(dice.between(1200, 28_000)) }],
    utilities: tale.listed.map((utility) => ({ utility, accountNumber: utility === 'gas' ? contract.gasAccount : `${utility === 'water' ? 'SH' : 'DL'}-${dice.between(10_000, 99_999)}` })),
  }, null);
  tale.minutes(10, 60);
  await handovers.settle(tale.asAgent, deal.id, feesOf(dice), null);
  for (const side of ['seller', 'buyer']) {
    tale.minutes(3, 20);
    await handovers.confirm(tale.asAgent, deal.id, { side });
  }
  await sendF4(tale, telling);
}

const feesOf = (dice) => [
  { kind: 'property_management', label: '物业管理费', from: 'seller', to: 'other', payee: '物业服务中心', amount: yuan(dice.between(20_000, 260_000) / 100) },
  ...(dice.chance(0.4) ? [{ kind: 'power', label: '电费', from: 'seller', to: 'buyer', amount: yuan(dice.between(3_000, 40_000) / 100) }] : []),
];

async function sendF4(tale, telling) {
  const { deal, dice, rooms: { handovers } } = tale;
  tale.wait(dice.chance(0.08) ? dice.between(2, 3) : dice.between(0, 1));
  await handovers.send(tale.asAgent, deal.id);
  if (dice.chance(0.05)) {
    tale.minutes(20, 120);
    await handovers.return(tale.asSpecialist, deal.id, '燃气户号看不清，请核对后重送');
    tale.minutes(20, 120);
    await handovers.send(tale.asAgent, deal.id);
  }
  tale.minutes(10, 90);
  await handovers.receive(tale.asSpecialist, deal.id, telling);
}

export async function applyForUtilities(tale) {
  const { deal, dice, of, rooms: { utilities, partners } } = tale;
  tale.asked = tale.listed.includes('gas') && Boolean(of.gas) && tale.now - tale.at < OVER_THE_PLATFORM;
  if (tale.listed.length) tale.wait(dice.chance(0.06) ? 5 : dice.between(0, 1));
  for (const utility of tale.listed) {
    tale.minutes(5, 30);
    if (utility === 'gas' && tale.asked) await partners.request(tale.asSpecialist, deal.id, { phone: tale.phone });
    else await utilities.lodge(tale.asSpecialist, deal.id, utility, { place: COUNTERS[utility], lodgedAt: iso(tale.at - MINUTE), acknowledgement: `SL${dayOf(tale.at).replaceAll('-', '')}${dice.between(100, 999)}` });
  }
}

export async function finishUtilities(tale) {
  const { deal, dice, rooms: { utilities, files } } = tale;
  // The gas company of today answers by itself.
  if (tale.asked) tale.untilToday();
  for (const utility of tale.listed) {
    tale.wait(dice.between(1, 3));
    const proof = await files.upload(tale.asSpecialist, '过户凭证.png', Readable.from([photo(dice.between(1, 2 ** 31), 96, 72)]));
    await utilities.result(tale.asSpecialist, deal.id, utility, { result: 'done', at: iso(tale.at - MINUTE), attachmentIds: [proof.id], phone: tale.phone });
    await tale.deliver();
  }
}
