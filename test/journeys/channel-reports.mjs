// Reachability, reports, exchanges, trips and claims.
import { photo } from '../../infra/local/pictures.mjs';

const OC = '/v1/outstation-channel';
const day = (offset) => new Date(Date.now() + 8 * 3_600_000 + offset * 86_400_000).toISOString().slice(0, 10);

/** A day of the week before the one that is written about: on a Monday that is the week before. */
const weekBefore = () => day(new Date(`${day(0)}T00:00:00Z`).getUTCDay() === 1 ? -8 : -7);

/** @param {{device: object, who: Record<string, object>, region: {id: string}}} stage */
export async function reportsOf({ device, who, region }) {
  const account = await posted({ device, who, region }, 'account', 'account_manager');
  await posted({ device, who, region }, 'technician', 'technician');
  await called(who, account);
  await reported(who, device);
  await exchanged(who, region);
  const trip = await travelled(who);
  return { outstationStaff: account, trip };
}

/** Somebody's employment with a posting in the region; the pages of people may have brought them about before. */
async function posted({ device, who, region }, key, kind) {
  const userId = device.people[key].id;
  const known = (await who.manager.get(`${OC}/staff?limit=100`)).items.find((each) => each.userId === userId);
  const staff = known ?? (await who.manager.post(`${OC}/staff`, { userId, departmentUnitId: device.units.department, kind, hire: 'posted', engineerUserId: device.people.engineer.id, employedOn: '2024-03-01', contact: { phone: '13900001111', email: `${key}@device.example` } }));
  const { items } = await who.manager.get(`${OC}/postings?limit=100`);
  if (!items.some(({ staffId }) => staffId === staff.id)) await who.manager.post(`${OC}/postings`, { staffId: staff.id, regionIds: [region.id], startsOn: day(-70) });
  return staff.id;
}

/** A ping that was answered, a phone call, and a ping that waits. */
async function called({ engineer, account }, staffId) {
  const answered = await engineer.post(`${OC}/reach-calls`, { staffId, kind: 'ping', message: '东城站反映备件短缺，请核实库存' });
  await account.post(`${OC}/reach-calls/${answered.id}/answer`, { text: '已核实，缺主板 6 块，今天提申请' });
  await engineer.post(`${OC}/reach-calls`, { staffId, kind: 'call', message: '确认下周巡站安排', answered: true });
  await engineer.post(`${OC}/reach-calls`, { staffId, kind: 'ping', message: '总部要本月换机数，请回电' });
}

const WRITTEN = { 'done.other': '走访 3 家授权站，处理投诉 1 起', 'plan.work': '周二到西城站培训备件管理；周四与江州电信沟通', 'work.other': '协助两家授权站开业', 'stock.faulty': '江州电信积压 C118，已约下月返厂' };
const NONE = ['done.stations', 'done.operators', 'done.incidents', 'work.stations', 'work.operators', 'work.incidents'];

/** Each part that the records left empty is written, or said to be none. */
const filled = (sections) => sections.flatMap((section) => section.parts.filter(({ state }) => state === 'empty').map(({ key }) => {
  const part = `${section.key}.${key}`;
  return NONE.includes(part) ? { part, none: true } : { part, words: WRITTEN[part] };
}));

/** Of last week two reports, one guided and one that waits to be read; of last month one with what lies faulty at an operator. */
async function reported({ account, technician, engineer }, device) {
  const submit = async (who, path, { id, sections, version }) => {
    await who.put(`${OC}/${path}/${id}/parts`, { parts: filled(sections) }, version);
    return who.post(`${OC}/${path}/${id}/submit`);
  };
  const { id } = await submit(account, 'weekly-reports', await account.post(`${OC}/weekly-reports`, { day: weekBefore() }));
  await engineer.post(`${OC}/weekly-reports/${id}/read`);
  await engineer.post(`${OC}/weekly-reports/${id}/guide`, { guidance: '西城站先补主板，再安排培训' });
  await submit(technician, 'weekly-reports', await technician.post(`${OC}/weekly-reports`, { day: weekBefore() }));
  const month = day(-new Date(`${day(0)}T00:00:00Z`).getUTCDate()).slice(0, 7);
  const { id: reportId } = await account.post(`${OC}/monthly-reports`, { month });
  const operator = await engineer.post(`${OC}/operators`, { departmentUnitId: device.units.department, name: '江州电信', contacts: [{ name: '高敏', title: '终端经理', phone: '13900002222' }], ownerUserId: device.people.account.id, since: day(-70) });
  await account.put(`${OC}/monthly-reports/${reportId}/faulty-stock`, { lines: [{ operatorId: operator.id, model: 'C118', units: 23, oldestOn: day(-88) }, { operatorId: operator.id, model: 'S20', units: 4, oldestOn: day(-41) }] });
  await submit(account, 'monthly-reports', await account.get(`${OC}/monthly-reports/${reportId}`));
}

async function exchanged({ account }, region) {
  const lines = (sold, failures) => [{ regionId: region.id, model: 'C118', sold, failures, stock: 120 }, { regionId: region.id, model: 'S20', sold: Math.round(sold / 3), failures: 2 }];
  await account.post(`${OC}/exchanges`, { day: day(-14), salesPerson: '周倩', lines: lines(300, 9), text: '双十一备货，经销商要货快', feedback: 'C118 主板故障集中，建议先检后发' });
  await account.post(`${OC}/exchanges`, { day: day(-7), salesPerson: '周倩', lines: lines(420, 15), text: '促销结束，库存偏高', feedback: 'C118 本周换机 6 台，已报质量问题' });
}

/** A trip under way with evidence, one that waits, one that was refused; this month's vouchers, of which one line has no trip, and last month's, paid. */
async function travelled({ account, headquarters, assistant }) {
  const ask = (destination, purpose, fromOn, toOn) => account.post(`${OC}/trips`, { destination, purpose, fromOn, toOn });
  const decide = ({ id }, decision, note) => headquarters.post(`${OC}/trips/${id}/decide`, { decision, ...(note && { note }) });
  const now = await ask('西城授权站', '培训备件管理，盘点备用机', day(-1), day(2));
  await decide(now, 'approved', '顺路看看东城站');
  const picture = await account.upload(`${OC}/attachments`, 'station.png', photo(31), 'image/png');
  await account.post(`${OC}/trips/${now.id}/evidence`, { occurredAt: new Date().toISOString(), text: '到西城授权站，与冯站长对账', latitude: 31.3046, longitude: 120.6212, accuracyM: 15, attachmentIds: [picture.id] });
  await ask('江州电信', '季度沟通，核对故障机库存', day(6), day(7));
  await decide(await ask('省城', '参加展会', day(9), day(12)), 'refused', '展会由市场部参加');
  const { id } = await claimed(account, day(0).slice(0, 7), [
    { onDate: day(0), kind: 'fare', text: '江州至西城汽车票', amount: '86.00', tripId: now.id }, { onDate: day(0), kind: 'lodging', text: '住宿一晚', amount: '198.00', tripId: now.id }, { onDate: day(0), kind: 'allowance', text: '市内交通补助', amount: '40.00' },
  ]);
  await account.post(`${OC}/travel-claims/${id}/post`, { trackingNumber: 'SF1029384756' });
  const before = day(-new Date(`${day(0)}T00:00:00Z`).getUTCDate());
  const last = await ask('东城授权站', '月度巡站', before, before);
  await decide(last, 'approved');
  const paid = await claimed(account, before.slice(0, 7), [{ onDate: before, kind: 'fare', text: '往返车票', amount: '64.00', tripId: last.id }, { onDate: before, kind: 'other', text: '资料打印', amount: '12.50', tripId: last.id }]);
  await account.post(`${OC}/travel-claims/${paid.id}/post`, { trackingNumber: 'SF5647382910' });
  for (const verb of ['receive', 'settle']) await assistant.post(`${OC}/travel-claims/${paid.id}/${verb}`);
  return now.id;
}

const claimed = (account, month, lines) => account.put(`${OC}/travel-claims/own/${month}`, { lines });
