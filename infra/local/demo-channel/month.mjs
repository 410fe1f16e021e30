// A month of the channel: its repair orders, their mailing and settlement, spares, checks at the stations, trips and vouchers, scores and the quarter's ranking.
import { DAY, dayOf, HOUR, MINUTE } from '../demo-deals/tale.mjs';
import { noneLeft } from '../demo-diary.mjs';

const FAULTS = ['不开机', '死机', '充电口松动', '屏幕无显示', '信号弱'];
const SURNAMES = [...'王李张刘陈杨赵黄周吴徐孙'];
export const monthAfter = (month, n) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1 + n, 1)).toISOString().slice(0, 7);
const first = (month) => Date.parse(`${month}-01T00:00:00+08:00`);

export function monthOf(diary, month, regions) {
  const { dice } = diary;
  const [from, next] = [first(month), first(monthAfter(month, 1))];
  // Orders come in day by day; what a month holds follows from the size of its station.
  for (let day = from; day < next; day += DAY) diary.on(day + 17 * HOUR, () => repair(diary, (next - from) / DAY));
  diary.on(from + 4 * DAY + 9 * HOUR, () => trips(diary, month));
  diary.on(from + 8 * DAY + 9 * HOUR, () => replenish(diary));
  for (let i = 0; i < 8; i += 1) diary.on(from + (5 + 2 * i) * DAY + 14 * HOUR, () => check(diary, i, month));
  diary.on(from + 20 * DAY + 10 * HOUR, () => operatorTalk(diary));
  // What the month brings with it in the next.
  diary.on(next + 2 * DAY + 10 * HOUR, () => mail(diary, month));
  diary.on(next + 3 * DAY + 11 * HOUR, () => sell(diary, month, regions));
  for (const [i, key] of ['account', 'account2', 'parts', 'technician'].entries()) diary.on(next + 3 * DAY + (14 + i) * HOUR, () => monthly(diary, key, month));
  diary.on(next + 5 * DAY + 10 * HOUR, () => settle(diary, month));
  diary.on(next + (dice.chance(0.85) ? 7 : 10) * DAY + 16 * HOUR, () => score(diary, month));
  if (Number(month.slice(5)) % 3 === 0) diary.on(next + 11 * DAY + 10 * HOUR, () => diary.rooms.rankings.publish(diary.as('manager'), { departmentUnitId: diary.department, month: monthAfter(month, -2) }));
}

/** A month's sales by region, closed (OC-4.4). */
export async function sell(diary, month, regions) {
  const { rooms, dice } = diary;
  for (const [name, year] of regions) {
    const units = Math.round((year / 12) * (0.9 + dice.next() / 5));
    const failing = name === '天水' ? Math.round(units * 0.55) : 0;
    await rooms.sales.enter(diary.as('manager'), diary.regions.get(name).id, month, { lines: [{ model: 'C118', units: units - failing, failures: Math.round(units * 0.02) }, ...(failing ? [{ model: 'X9', units: failing, failures: Math.round(failing * 0.07) }] : [])] });
  }
  await rooms.sales.close(diary.as('manager'), month, { departmentUnitId: diary.department });
}

/** OC-3.2.2a: the orders of a day, entered by the stations' own users. */
async function repair(diary, days) {
  const { rooms, dice } = diary;
  for (const station of diary.stations) {
    if (!dice.chance(station.size / days)) continue;
    const number = `W${String(station.next).padStart(5, '0')}`;
    station.next += 1;
    // Now and then a device that was there before, which is a sign (OC-3.2.2b).
    const serial = station.last && dice.chance(0.04) ? station.last : `C118-${dice.between(100_000, 999_999)}`;
    station.last = serial;
    const order = await rooms.orders.enter(diary.as(station.user), {
      stationId: station.id, number, model: 'C118', serial, fault: dice.pick(FAULTS), level: dice.weighted({ minor: 6, medium: 3, major: 1 }), parts: dice.chance(0.97) ? [{ name: '电源板', quantity: 1 }] : undefined, customerName: `${dice.pick(SURNAMES)}${dice.pick(['先生', '女士'])}`,
      customerPhone: `138${dice.between(10_000_000, 99_999_999)}`, soldOn: dayOf(diary.at - dice.between(60, 500) * DAY), repairedOn: dayOf(diary.at),
    });
    if (station.held?.left > 0 && dice.chance(0.5)) {
      station.held.left -= 1;
      await rooms.stock.use(diary.as(station.user), { orderId: order.id, itemId: station.held.itemId, quantity: 1, entry: '1' });
    }
  }
}

/** OC-3.2.2a: mailed by the fifth, accepted on arrival; a few come back with a guidance note. */
async function mail(diary, month) {
  const { rooms, dice } = diary;
  for (const station of diary.stations) {
    const sent = await rooms.mailings.mail(diary.as(station.user), { stationId: station.id, month, tracking: `SF${dice.between(100_000_000, 999_999_999)}`, leaveIncomplete: true });
    diary.on(diary.at + 30 * HOUR, async () => {
      const { items } = await rooms.orders.list(diary.as('assistant'), { stationId: station.id, month, status: 'mailed', limit: 1 });
      if (items.length && dice.chance(0.3)) await rooms.mailings.giveBack(diary.as('assistant'), items[0].id, '故障描述不清，客户签字缺');
      await rooms.mailings.accept(diary.as('assistant'), sent.id);
    });
  }
}

/** OC-3.2.2a, OC-3.2.2b: a statement for each station; confirmed, paid; the last month's wait. */
async function settle(diary, month) {
  const { rooms, dice } = diary;
  await rooms.settlements.run(diary.as('assistant'), diary.department, month);
  const { items } = await rooms.settlements.list(diary.as('assistant'), { month, limit: 100 });
  for (const settlement of items) {
    const station = diary.stations.find((s) => s.id === settlement.stationId);
    diary.on(diary.at + dice.between(10, 60) * HOUR, async () => {
      const { version } = await rooms.settlements.get(diary.as(station.user), settlement.id);
      const confirmed = await rooms.settlements.confirm(diary.as(station.user), settlement.id, version);
      diary.on(diary.at + 5 * DAY, () => rooms.settlements.pay(diary.as('assistant'), settlement.id, confirmed.version, `B${month.replace('-', '')}${settlement.stationNumber.slice(-3)}`));
    });
  }
  const { items: signs } = await rooms.fraud.list(diary.as('account'), { status: 'open', limit: 100 });
  for (const { id } of signs.slice(1)) diary.on(diary.at + dice.between(20, 100) * HOUR, () => rooms.fraud.dismiss(diary.as('account'), id, '客户证实送修两次'));
}

/** OC-3.2.3a: applied for, approved, shipped, received. */
async function replenish(diary) {
  const { rooms, dice } = diary;
  for (const station of diary.stations.filter(() => dice.chance(0.5))) {
    const spare = dice.pick(diary.spares);
    const quantity = dice.between(4, 9);
    const { id } = await rooms.applications.ask(diary.as(station.user), { stationId: station.id, lines: [{ itemId: spare.id, quantity }], reason: '旺季备货' });
    diary.on(diary.at + dice.between(4, 30) * HOUR, async () => {
      await rooms.applications.decide(diary.as('engineer'), id, { decision: 'approved' });
      await rooms.applications.ship(diary.as('assistant'), id, { tracking: `SF${dice.between(100_000_000, 999_999_999)}` });
      diary.on(diary.at + dice.between(24, 70) * HOUR, async () => {
        await rooms.applications.receive(diary.as(station.user), id);
        station.held = { itemId: spare.id, left: quantity };
      });
    });
  }
}

/** OC-3.1.2b, OC-3.2.1, OC-3.2.2c: what is owed at each station, period by period; now and then it is kept only in the next month. */
async function check(diary, i, month) {
  const { rooms, dice } = diary;
  const station = diary.stations[i];
  const last = dayOf(first(monthAfter(month, 1)) - DAY);
  const record = (kind, text, more = {}) => rooms.duties.record(diary.as(station.keeper), { stationUnitId: station.id, kind, heldOn: dayOf(diary.at) < last ? dayOf(diary.at) : last, text, ...more });
  const keep = (inTime, work) => (inTime ? work() : diary.on(first(monthAfter(month, 1)) + dice.between(1, 6) * DAY + 15 * HOUR, work));
  await keep(dice.chance(0.93), () => record('status_check', dice.pick(['店面整洁，台账齐', '工具缺一套，已补', '备件摆放乱，限期整改']), { score: dice.between(68, 96) }));
  await keep(dice.chance(0.9), () => record('settlement_talk', dice.pick(['上月结算无异议', '盼提高大修标准', '核对了两张退单'])));
  if (Number(month.slice(5)) % 3 === 2) {
    await record('attitude_check', '暗访两次，接待规范', { score: dice.between(70, 95) });
    await record('attitude_training', '服务用语和投诉处理', { attendees: ['马师傅', '小杨'] });
  }
  if (Number(month.slice(5)) % 6 === 3) await record('spares_training', '备件申请和返厂流程', { attendees: ['马师傅'] });
}

/** OC-3.3.1. */
async function operatorTalk(diary) {
  const { rooms, dice } = diary;
  const { matterNumbers } = await rooms.operatorMatters.talk(diary.as('account'), diary.operator.id, { heldOn: dayOf(diary.at), talkedWith: '钱主任', judgement: dice.pick(['修得快', '返修偏多', '备用机够用']), score: dice.between(3, 5), matters: dice.chance(0.6) ? [{ kind: 'wish', text: '多放两台备用机' }] : [] });
  // Answered in the days that there are, or a little later.
  if (matterNumbers.length) {
    diary.on(diary.at + dice.between(1, dice.chance(0.25) ? 12 : 6) * DAY, async () => {
      const { items } = await rooms.operatorMatters.list(diary.as('account'), { status: 'open', limit: 20 });
      for (const { id } of items) await rooms.operatorMatters.reply(diary.as('account'), id, { countermeasure: '下月起每站多备一台', reply: '已安排，月底前到位' });
    });
  }
}

/** OC-3.1.4a, OC-3.1.4b: a trip approved by headquarters, its vouchers by the tenth of the next month. */
async function trips(diary, month) {
  const { rooms, dice } = diary;
  const next = first(monthAfter(month, 1));
  for (const key of ['account', 'account2', 'parts', 'technician']) {
    const [fromOn, toOn] = [`${month}-12`, `${month}-15`];
    const trip = await rooms.trips.ask(diary.as(key), { purpose: '巡检授权站', destination: dice.pick(['天水', '武威', '平凉']), fromOn, toOn });
    diary.on(diary.at + 5 * HOUR, () => rooms.trips.decide(diary.as('headquarters'), trip.id, { decision: 'approved' }));
    diary.on(next + DAY + dice.between(9, 17) * HOUR, async () => {
      const line = (onDate, kind, text, amount) => ({ kind, text, onDate, amount: `${amount}.00`, tripId: trip.id });
      const lines = [line(fromOn, 'fare', '往返车票', dice.between(90, 260)), line(`${month}-13`, 'fare', '市内交通', dice.between(20, 60)), ...(dice.chance(0.2) ? [line(`${month}-18`, 'fare', '车票', 88)] : [])];
      const claim = await rooms.claims.keep(diary.as(key), month, null, { lines });
      await rooms.claims.post(diary.as(key), claim.id, { trackingNumber: `SF${dice.between(100_000_000, 999_999_999)}` });
      diary.on(diary.at + dice.between(2, dice.chance(0.1) ? 10 : 5) * DAY, async () => {
        await rooms.claims.receive(diary.as('assistant'), claim.id);
        diary.on(diary.at + 2 * DAY, () => rooms.claims.settle(diary.as('assistant'), claim.id));
      });
    });
  }
}

/** OC-3.5.3: by the fifth, with the operator's faulty stock. */
async function monthly(diary, key, month) {
  const { rooms, dice } = diary;
  const draft = await rooms.monthly.draft(diary.as(key), month);
  await rooms.monthly.tellStock(diary.as(key), draft.id, [{ operatorId: diary.operator.id, model: 'C118', units: dice.between(3, 30), oldestOn: dayOf(diary.at - dice.between(20, 70) * DAY) }]);
  await rooms.monthly.write(diary.as(key), draft.id, { parts: noneLeft(await rooms.monthly.get(diary.as(key), draft.id)) });
  await rooms.monthly.submit(diary.as(key), draft.id);
  diary.on(diary.at + DAY + 30 * MINUTE, () => rooms.monthly.accept(diary.as('engineer'), draft.id, '可以'));
}

/** OC-1.3: closed by the tenth; the technician's last one is under 60, so that headquarters have somebody to decide on (OC-4.3). */
async function score(diary, month) {
  const { rooms, of, dice } = diary;
  const { items } = await rooms.scores.open(diary.as('engineer'), { departmentUnitId: diary.department, month });
  const isLast = monthAfter(month, 1) === dayOf(diary.now).slice(0, 7);
  for (const card of items) {
    const low = isLast && card.subjectName === of.people.technician.name;
    for (const key of ['stations', 'reports', 'training']) await rooms.scores.score(diary.as('engineer'), card.id, key, { score: low ? dice.between(50, 60) : dice.between(72, 96), reason: low ? '两站返修率高，周报迟交' : '当月履职' });
    await rooms.scores.close(diary.as('engineer'), card.id);
  }
}
