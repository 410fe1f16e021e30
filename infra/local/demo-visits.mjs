// A quarter of a manufacturer's visits as it went, written by the service's own methods, each step at its own time (see demo-diary.mjs).
import { randomUUID } from 'node:crypto';
import { DAY, dayOf, HOUR, iso, MINUTE, startOfDay } from './demo-deals/tale.mjs';
import { Diary, noneLeft } from './demo-diary.mjs';
import { care } from './demo-visits/care.mjs';
import { CUSTOMERS, MATTERS, OPINIONS, PRODUCTS, RIVALS } from './demo-visits/words.mjs';

/** Those of a unit, with their regions. */
export const UNITS = [
  { key: 'east', supervisor: 'supervisor', visitors: ['visitor', 'visitor2'], regions: [['苏锡常', ['technician', 'technician2'], 'salesperson'], ['杭嘉湖', ['technician'], null]], customers: 60 },
  { key: 'south', supervisor: 'southSupervisor', visitors: ['southVisitor'], regions: [['珠三角', [], null]], customers: 30 },
];
const monthsAfter = (month, n) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + n, 1)).toISOString().slice(0, 7);
const atDay = (day) => Date.parse(`${day}T00:00:00+08:00`);

/**
 * Tells the quarter of one company up to `now`; one that is told already is left as it is.
 * @param {object} rooms see demo-visits/rooms.mjs
 * @param {object} of the company; `customers`: how many a unit has at most, from 18 on
 * @param {number} now
 * @param {() => boolean} [stopped] asked before each step
 * @returns {Promise<number>} steps told
 */
export async function tellVisits(rooms, of, now, stopped = () => false) {
  const known = await rooms.database.read(rooms.systemContext(of.tenant.id, false), (tx) => tx.manager.query('SELECT 1 FROM visit_customer LIMIT 1'));
  if (known.length) return 0;
  const diary = new Diary(rooms, of, { now, seed: 20_260_901, stopped });
  const month = dayOf(now).slice(0, 7);
  // From the 20th of the month before the three that are told.
  const begins = atDay(`${monthsAfter(month, -3)}-20`) + 9 * HOUR;
  diary.on(begins, () => begin(diary, begins));
  for (const unit of UNITS) {
    for (const n of [-1, 0, 1]) planQuarter(diary, unit, monthsAfter(month, n));
    for (const n of [-2, -1, 0, 1]) plan(diary, unit, monthsAfter(month, n));
    for (const n of [-3, -2, -1]) diary.on(atDay(`${monthsAfter(month, n + 1)}-03`) + 10 * HOUR, () => sumUp(diary, unit, monthsAfter(month, n)));
  }
  return diary.tell();
}

/** Regions, customers with what they bought, their grades, the policy that plans cite. */
async function begin(diary, at) {
  const { rooms, of, dice } = diary;
  await rooms.policies.publish(diary.as('superior'), { unitId: of.units.root, title: `${dayOf(at).slice(0, 4)} 年下半年基本方针`, text: '稳住省级大客户，补齐县级网点；净水机以 X1 为重点，少压货、多上门。', effectiveFrom: dayOf(at) });
  const found = CUSTOMERS[Symbol.iterator]();
  for (const unit of UNITS) {
    unit.list = [];
    const regions = [];
    for (const [name, technicians, salesperson] of unit.regions) {
      const region = await rooms.regions.create(diary.as(unit.supervisor), of.units[unit.key], name);
      for (const [key, duty] of [...technicians.map((key) => [key, 'technician']), ...(salesperson ? [[salesperson, 'salesperson']] : [])]) await rooms.regions.addMember(diary.as(unit.supervisor), region.id, { userId: of.people[key].id, duty });
      regions.push(region);
    }
    for (let i = 0; i < Math.min(unit.customers, of.customers ?? Infinity); i += 1) unit.list.push(await register(diary, unit, regions[i % regions.length], found.next().value, i));
    for (const region of regions) await grade(diary, unit, region);
  }
  await care.begin(diary, UNITS);
  diary.on(diary.at + 20 * DAY, async () => { for (const unit of UNITS) for (const { id } of unit.list.slice(0, -3)) await rooms.inquiries.give(diary.as(unit.supervisor), id, { way: dice.pick(['visit', 'mail']) }); });
}

async function register(diary, unit, region, { name, type, city, latitude, longitude, person }, i) {
  const { rooms, of, dice } = diary;
  const as = () => diary.as(unit.supervisor);
  const customer = await rooms.customers.register(as(), {
    type, name, city, address: `${city}${dice.pick(['人民路', '中山路', '解放大道', '建设路'])} ${dice.between(1, 400)} 号`, latitude: latitude + dice.between(-60, 60) / 1_000, longitude: longitude + dice.between(-60, 60) / 1_000, unitId: of.units[unit.key], regionId: region.id,
    contacts: [{ name: person, post: dice.pick(['经理', '店长', '采购']), phone: `138${dice.between(10_000_000, 99_999_999)}` }], competitors: dice.chance(0.6) ? [{ maker: dice.pick(RIVALS), product: '净水机 Y9' }] : [], duplicateAcknowledged: true,
  });
  const visitor = unit.visitors[i % unit.visitors.length];
  await rooms.customers.visitor(as(), customer.id, { userId: of.people[visitor].id });
  const scale = dice.pick([1, 1, 2, 3, 6]);
  for (const back of [40, 120, 220, 300]) await rooms.customers.addPurchase(as(), customer.id, { boughtOn: dayOf(diary.at - (back + dice.between(0, 30)) * DAY), product: dice.pick(PRODUCTS), quantity: 5 * scale, amount: `${scale * dice.between(9_000, 21_000)}.00` });
  if (i < 2) await rooms.customers.special(as(), customer.id, { reason: '省内销量最大' });
  return { id: customer.id, name, person, visitor, scale, stock: dice.between(10, 60) };
}

async function grade(diary, unit, region) {
  const { rooms, of, dice } = diary;
  const as = () => diary.as(unit.supervisor);
  const items = [{ key: 'nature', name: { zh: '性质与规模', en: 'Nature and scale' }, weight: 40, kind: 'manual' }, { key: 'sales', name: { zh: '销售额', en: 'Sales' }, weight: 40, kind: 'fact', fact: 'sales' }, { key: 'trend', name: { zh: '经营趋势', en: 'Trend' }, weight: 20, kind: 'fact', fact: 'trend' }];
  await rooms.schemes.publish(as(), { regionId: region.id, unitId: of.units[unit.key], items, thresholds: { A: 80, B: 65, C: 45 }, reason: '首版' });
  await rooms.grades.grade(as(), region.id, of.units[unit.key]);
  const { items: cards } = await rooms.grades.list(as(), { regionId: region.id, limit: 100 });
  for (const card of cards) {
    await rooms.grades.score(as(), card.id, 'nature', Math.min(100, 45 + 8 * (unit.list.find((c) => c.id === card.subjectId)?.scale ?? 1) + dice.between(0, 20)), '按门店数与品类');
    await rooms.grades.close(as(), card.id);
  }
}

/** DV-5: proposed on the 22nd of the month before, handed over some days later, now and then too late; then each visit on its day. */
function plan(diary, unit, month) {
  const { rooms, of, dice } = diary;
  const from = atDay(`${month}-01`);
  const issuedAt = from - (dice.chance(0.15) ? 1 : dice.between(4, 7)) * DAY + dice.between(9, 17) * HOUR;
  diary.on(issuedAt, async () => {
    const as = () => diary.as(unit.supervisor);
    const made = await rooms.plans.create(as(), { unitId: of.units[unit.key], period: month, keyProducts: [...new Set([PRODUCTS[0], dice.pick(PRODUCTS)])], keySurveyItems: ['库存', '同行价格'], specialSurveyItems: dice.chance(0.4) ? ['展示柜摆放'] : [] });
    await rooms.proposals.propose(as(), made.id);
    await rooms.plans.issue(as(), made.id);
    const { items } = await rooms.planned.list(as(), { planId: made.id, limit: 500 });
    const days = new Map();
    for (const line of items) days.set(`${line.visitorUserId}/${line.day}`, [...(days.get(`${line.visitorUserId}/${line.day}`) ?? []), line]);
    for (const lines of days.values()) ride(diary, unit, lines.toSorted((a, b) => a.position - b.position));
  });
}

/** The quarter that begins with a month, where one does: what its months roll down from. */
function planQuarter(diary, unit, month) {
  const { rooms, of, dice } = diary;
  const number = Number(month.slice(5));
  if (number % 3 !== 1) return;
  diary.on(atDay(`${month}-01`) - dice.between(9, 12) * DAY + 10 * HOUR, async () => {
    const as = () => diary.as(unit.supervisor);
    const made = await rooms.plans.create(as(), { unitId: of.units[unit.key], period: `${month.slice(0, 4)}-Q${(number + 2) / 3}`, keyProducts: PRODUCTS.slice(0, 2), keySurveyItems: ['库存', '同行价格'] });
    await rooms.proposals.propose(as(), made.id);
    await rooms.plans.issue(as(), made.id);
  });
}

/** A visitor's day: one customer after the other, then the report; the supervisor reads it the next morning. */
function ride(diary, unit, lines) {
  const { dice, of } = diary;
  const day = atDay(lines[0].day);
  const visitor = unit.visitors.find((key) => of.people[key].id === lines[0].visitorUserId);
  const kept = lines.filter(() => dice.chance(0.93));
  for (const [i, line] of kept.entries()) diary.on(day + 9 * HOUR + i * 95 * MINUTE + dice.between(0, 25) * MINUTE, () => visit(diary, unit, visitor, line));
  if (!kept.length) return;
  const late = dice.chance(0.06);
  diary.on(day + (late ? 32 : 18) * HOUR + dice.between(0, 80) * MINUTE, () => report(diary, unit, visitor, lines[0].day, kept));
}

async function visit(diary, unit, visitor, line) {
  const { rooms, dice } = diary;
  const customer = unit.list.find((c) => c.id === line.customerId);
  const visitId = randomUUID();
  const [bought, sold] = [dice.between(0, 6) * customer.scale, dice.between(1, 5) * customer.scale];
  customer.stock = Math.max(2, customer.stock + bought - sold);
  unit.templates ??= (await rooms.surveys.list(diary.as(visitor))).items;
  const products = unit.templates.find((t) => t.key === 'products');
  const [kind, maker, product, content] = dice.pick(OPINIONS);
  const rival = dice.pick(RIVALS);
  const bodies = [
    ['check_in', { customerId: customer.id, plannedVisitId: line.id, accuracyM: dice.between(5, 40), ...(line.latitude && { latitude: line.latitude, longitude: line.longitude }) }],
    ['survey', { templateId: products.id, lines: [{ product: PRODUCTS[0], stock: { quantity: customer.stock }, purchases: { quantity: bought, amount: `${bought * 2_999}.00` }, sales: { quantity: sold, amount: `${sold * 3_299}.00` } }, ...(dice.chance(0.6) ? [other(dice, customer)] : [])] }],
    ...(dice.chance(0.5) ? [['activity', { activity: 'explanation', product: dice.pick(PRODUCTS), performance: true, features: true, precautions: dice.chance(0.7) }]] : []),
    ...(dice.chance(0.4) ? [['opinion', { kind, maker, ...(maker === 'other' && { makerName: rival }), product, content, voicedBy: customer.person }]] : []),
    ...(dice.chance(0.25) ? [['intelligence', dice.chance(0.5) ? { kind: 'price', competitor: rival, product: '净水机 Y9', price: String(dice.between(1_999, 2_699)), pricePer: '台', content: '门店标价' } : { kind: dice.pick(['competitor_policy', 'competitor_move']), competitor: rival, content: dice.pick(['买二赠滤芯一套', '给县级店铺货账期 60 天', '店内增派促销员']) }]] : []),
    ...(dice.chance(0.3) && unit.sample ? [['hand_out', { lines: [{ itemId: unit.sample.id, quantity: 1 }], receivedBy: customer.person }]] : []),
    ['check_out', { effect: bought ? `订货 ${bought} 台` : '暂不订货，月底再谈', card: { situation: `库存 ${customer.stock} 台，${dice.pick(['走货平稳', '旺季前观望', '新店装修中'])}`, next: dice.pick(['下月补货', '送展示柜', '跟进返利核对']) } }],
  ];
  const records = bodies.map(([what, body], i) => ({ id: randomUUID(), visitId, kind: what, occurredAt: iso(diary.at - (bodies.length - i) * 4 * MINUTE), body }));
  const { results } = await rooms.sync.sync(diary.as(visitor), `phone-${visitor}`, records);
  const refused = results.find((r) => r.outcome !== 'applied');
  if (refused) throw new Error(JSON.stringify(refused));
  if (bought) await rooms.customers.addPurchase(diary.as(unit.supervisor), customer.id, { boughtOn: line.day, product: PRODUCTS[0], quantity: bought, amount: `${bought * 2_999}.00` });
}

/** What a customer holds and sells of another product than the first one. */
function other(dice, { scale }) {
  const [bought, sold] = [dice.between(0, 2) * scale, dice.between(1, 3) * scale];
  return { product: dice.pick(PRODUCTS.slice(1)), stock: { quantity: dice.between(2, 12) * scale }, purchases: { quantity: bought, amount: `${bought * 1_899}.00` }, sales: { quantity: sold, amount: `${sold * 2_199}.00` } };
}

/** DV-9a, DV-9b, DV-11. */
async function report(diary, unit, visitor, day, lines) {
  const { rooms, dice } = diary;
  const matters = dice.chance(0.4) ? [dice.pick(MATTERS)] : [];
  const as = () => diary.as(visitor);
  let draft = await rooms.daily.ofDay(as(), day);
  draft = await rooms.daily.setMatters(as(), draft.id, draft.version, matters.map((m) => ({ ...m, customerId: lines[0].customerId })));
  await rooms.daily.write(as(), draft.id, draft.version, noneLeft(draft));
  await rooms.daily.submit(as(), draft.id, null);
  const slow = dice.chance(0.05);
  diary.on(startOfDay(diary.at) + (slow ? 60 : 32) * HOUR + dice.between(30, 150) * MINUTE, () => triage(diary, unit, visitor, draft.id));
}

async function triage(diary, unit, visitor, id, again = false) {
  const { rooms, dice } = diary;
  const as = () => diary.as(unit.supervisor);
  const { matters } = await rooms.daily.get(as(), id);
  if (!again && !matters.length && dice.chance(0.08)) {
    await rooms.desk.giveBack(as(), id, '行情写得太简，补上同行价格');
    diary.on(diary.at + 5 * HOUR, async () => {
      const { version } = await rooms.daily.get(diary.as(visitor), id);
      await rooms.daily.write(diary.as(visitor), id, version, [{ part: 'market.prices', words: `远山 Y9 标价 ${dice.between(1_999, 2_699)} 元` }]);
      await rooms.daily.submit(diary.as(visitor), id, null);
    });
    return diary.on(diary.at + 8 * HOUR, () => triage(diary, unit, visitor, id, true));
  }
  const beyond = matters.filter((m) => m.kind && m.state === 'unsorted');
  if (matters.length) await rooms.desk.sort(as(), id, matters.filter((m) => m.state === 'unsorted').map((m) => ({ matterId: m.id, to: m.kind ? 'beyond' : 'here', note: m.kind ? '报上级定夺' : '本周办结' })));
  await rooms.desk.accept(as(), id, dice.chance(0.3) ? '写得细' : undefined);
  for (const matter of beyond) {
    diary.on(diary.at + dice.between(40, dice.chance(0.15) ? 400 : 200) * MINUTE, async () => {
      const opened = await rooms.urgent.open(as(), { matterId: matter.id, kind: matter.kind });
      await rooms.urgent.write(as(), opened.id, opened.version, noneLeft(opened));
      await rooms.urgent.file(as(), opened.id, null);
      diary.on(diary.at + dice.between(2, 26) * HOUR, () => rooms.urgent.acknowledge(diary.as('superior'), opened.id, dice.pick(['周一定价', '已转产品部', '先稳住，等总部政策'])));
    });
  }
}

/** DV-10: on the third, from the dailies that are accepted. */
async function sumUp(diary, unit, month) {
  const { rooms, of } = diary;
  const as = () => diary.as(unit.supervisor);
  const draft = await rooms.monthly.open(as(), of.units[unit.key], month);
  if (!draft.dailies.all || draft.dailies.unread) return draft.dailies.unread ? diary.on(diary.at + DAY, () => sumUp(diary, unit, month)) : undefined;
  await rooms.monthly.write(as(), draft.id, draft.version, noneLeft(draft));
  await rooms.monthly.submit(as(), draft.id, null);
  diary.on(diary.at + DAY, () => rooms.monthly.comment(diary.as('leader'), draft.id, '覆盖有进步，B 级客户再跟紧一些'));
}
