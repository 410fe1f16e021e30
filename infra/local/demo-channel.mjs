// A quarter of a device maker's outstation channel as it went, written by the service's own methods, each step at its own time (see demo-diary.mjs).
import { DAY, dayOf, HOUR, startOfDay } from './demo-deals/tale.mjs';
import { monthAfter, monthOf, sell } from './demo-channel/month.mjs';
import { weekOf } from './demo-channel/week.mjs';
import { Diary } from './demo-diary.mjs';

/** What each region sells in twelve months, and where it lies. */
const REGIONS = [['兰州', 236_000, [36.06, 103.83]], ['天水', 118_000, [34.58, 105.72]], ['武威', 143_000, [37.93, 102.64]], ['陇东', 61_000, [35.71, 107.64]], ['平凉', 38_000, [35.54, 106.67]], ['张掖', 104_000, [38.93, 100.45]]];
/** Of whom one looks after several, these hang together. */
const ADJOINING = [['兰州', '武威'], ['张掖', '武威'], ['天水', '平凉'], ['陇东', '平凉']];
const PEOPLE = [['account', 'account_manager', ['兰州', '武威', '张掖']], ['account2', 'account_manager', ['天水', '平凉', '陇东']], ['parts', 'parts_manager', ['兰州']], ['technician', 'technician', ['天水']]];
/** Region by station, see demo-makers.mjs. */
const STATIONS = [['station', '陇东'], ['station2', '武威'], ['station3', '兰州'], ['station4', '兰州'], ['station5', '天水'], ['station6', '平凉'], ['station7', '武威'], ['station8', '张掖']];
const WEEK = 7 * DAY;

/**
 * Tells the quarter of one company up to `now`; one that is told already is left as it is.
 * @param {object} rooms see demo-channel/rooms.mjs
 * @param {object} of the company; `months`: how many before the present one
 * @param {number} now
 * @param {() => boolean} [stopped] asked before each step
 * @returns {Promise<number>} steps told
 */
export async function tellChannel(rooms, of, now, stopped = () => false) {
  const known = await rooms.database.read(rooms.systemContext(of.tenant.id, false), (tx) => tx.manager.query('SELECT 1 FROM channel_region LIMIT 1'));
  if (known.length) return 0;
  const diary = new Diary(rooms, of, { now, seed: 20_260_902, stopped });
  const month = dayOf(now).slice(0, 7);
  const before = of.months ?? 4;
  const begins = Date.parse(`${monthAfter(month, -before)}-01T00:00:00+08:00`) + 9 * HOUR;
  diary.on(begins, () => begin(diary));
  for (let n = -before; n <= 0; n += 1) monthOf(diary, monthAfter(month, n), REGIONS);
  // Mondays at midnight; the first one after the beginning is the first to report on.
  const monday = startOfDay(begins) - ((new Date(begins + 8 * HOUR).getUTCDay() + 6) % 7) * DAY;
  for (let at = monday + WEEK; at < now; at += WEEK) weekOf(diary, at);
  return diary.tell();
}

/** Regions with a year of sales, people and their postings, stations, the operator, rates, the scheme of scores, spares. */
async function begin(diary) {
  const { rooms, of, dice } = diary;
  const department = of.units.department;
  const manager = () => diary.as('manager');
  diary.department = department;
  diary.regions = new Map();
  for (const [name] of REGIONS) diary.regions.set(name, await rooms.regions.make(manager(), { name, departmentUnitId: department }));
  for (const [name, next] of ADJOINING) await rooms.regions.adjoin(manager(), diary.regions.get(name).id, [diary.regions.get(next).id]);
  const last = dayOf(diary.at).slice(0, 7);
  for (let n = -12; n < 0; n += 1) await sell(diary, monthAfter(last, n), REGIONS);
  diary.people = [];
  for (const [key, kind, regions] of PEOPLE) {
    const person = await rooms.staff.employ(manager(), { userId: of.people[key].id, departmentUnitId: department, kind, hire: key === 'technician' ? 'local' : 'posted', engineerUserId: of.people.engineer.id, employedOn: dayOf(diary.at - dice.between(100, 900) * DAY), contact: { phone: `139${dice.between(10_000_000, 99_999_999)}` } });
    await rooms.postings.open(manager(), { staffId: person.id, regionIds: regions.map((region) => diary.regions.get(region).id), startsOn: dayOf(diary.at) });
    diary.people.push({ key, kind, id: person.id, region: diary.regions.get(regions[0]) });
  }
  diary.stations = [];
  for (const [i, [key, region]] of STATIONS.entries()) {
    const [latitude, longitude] = REGIONS.find(([name]) => name === region)[2].map((degrees) => degrees + dice.between(-40, 40) / 1_000);
    const station = await rooms.stations.open(manager(), { unitId: of.units[key], regionId: diary.regions.get(region).id, number: `GS-${String(i + 1).padStart(3, '0')}`, openedOn: dayOf(diary.at - dice.between(200, 900) * DAY), operator: i % 2 ? '陇原移动' : '陇原联通', address: `${region}市${dice.pick(['解放路', '南关街', '西环路'])} ${dice.between(1, 200)} 号`, repairers: dice.between(2, 7), latitude, longitude, models: ['C118', 'X9'], contacts: [{ name: `${'郑冯马杨何罗韩唐'[i]}站长`, role: '站长', phone: `138${dice.between(10_000_000, 99_999_999)}` }] });
    const [keeper] = PEOPLE.find(([, , regions]) => regions.includes(region));
    await rooms.duties.supervise(diary.as('engineer'), station.id, { userId: of.people[keeper].id, since: dayOf(diary.at) });
    diary.stations.push({ id: station.id, user: key === 'station2' ? 'stationUser2' : key === 'station' ? 'stationUser' : `${key}User`, keeper, size: dice.between(6, 16), next: 1, name: station.name });
  }
  diary.operator = await rooms.operators.register(diary.as('account'), { departmentUnitId: department, name: '陇原联通', contacts: [{ name: '钱主任', title: '终端部', phone: '13900003333' }], ownerUserId: of.people.account.id, since: dayOf(diary.at) });
  await rooms.settlements.publish(manager(), { departmentUnitId: department, effectiveFrom: monthAfter(last, -1), fees: { minor: '30', medium: '80', major: '150' }, reason: '年度授权合同' });
  const item = (key, zh, en, weight) => ({ key, name: { zh, en }, weight, kind: 'manual' });
  await rooms.scores.publishScheme(manager(), { items: [item('stations', '授权站管理', 'Stations', 50), item('reports', '报告与沟通', 'Reports', 30), item('training', '培训', 'Training', 20)], reason: '外派人员工作绩效考核制度' });
  diary.spares = [];
  for (const [number, name] of [['P-101', '电源板'], ['P-102', '排线'], ['P-103', '主板']]) {
    const spare = await rooms.stock.add(diary.as('assistant'), { number, name, kind: 'part', model: 'C118' });
    await rooms.stock.supply(diary.as('assistant'), { departmentUnitId: department, itemId: spare.id, quantity: 400, deliveredOn: dayOf(diary.at), reference: `DH-${number}` });
    diary.spares.push(spare);
  }
}
