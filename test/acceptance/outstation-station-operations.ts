import type { Json, SignedIn } from '../../infra/local/client.mjs';
import { type DeviceMaker, OC } from './outstation.ts';

type Ask = (who: SignedIn, method: string, path: string, body?: unknown, version?: number) => Promise<Json>;

/** Asks every operation about stations, operators, incidents and quality once. */
export async function everyStationOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  await everyIncidentOperation(maker);
  await everySupervisionOperation(maker, ask);
  await everyOperatorOperation(maker);
  await everyMessageOperation(maker);
  await everyQualityOperation(maker);
  await everyReportOperation(maker, ask);
}

async function everyIncidentOperation(maker: DeviceMaker): Promise<void> {
  const { account, headquarters } = maker.who;
  const { id } = await account.post(`${OC}/incidents`, { departmentUnitId: maker.unit('department'), stationUnitId: maker.unit('station'), title: '暗访', summary: '电视台来访', bodies: ['media'] });
  const at = `${OC}/incidents/${id}`;
  await account.post(`${at}/reports`, { text: '已到现场', bodies: ['online'] });
  await account.post(`${at}/exposures`, { url: 'https://news.example.com/1', text: '晚报' });
  await account.post(`${at}/owner`, { ownerUserId: maker.id('engineer') });
  await account.post(`${at}/resolve`, { resolution: '换机', lessons: '首次来电就该上门' });
  await account.post(`${at}/reopen`, { reason: '又来电' });
  for (const path of [`${OC}/incidents`, `${OC}/incidents/statistics?from=2026-01&to=2026-12`, at, `${at}/entries`]) await headquarters.get(path);
}

async function everySupervisionOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  const { engineer, account, manager } = maker.who;
  const [station, heldOn] = [maker.unit('station'), '2026-01-05'];
  await ask(engineer, 'PUT', `${OC}/station-supervisions/${station}`, { userId: maker.id('account'), since: '2026-01-01' });
  await account.post(`${OC}/station-records`, { stationUnitId: station, kind: 'status_check', heldOn, score: 80, text: '店面整洁' });
  const plan = (topic: string): Promise<Json> => account.post(`${OC}/station-trainings`, { stationUnitId: station, topic, title: '备件台账', plannedOn: '2026-01-05', trainerUserId: maker.id('parts') });
  await account.post(`${OC}/station-trainings/${(await plan('spares')).id}/hold`, { heldOn, text: '到齐', attendees: ['马师傅'] });
  await account.post(`${OC}/station-trainings/${(await plan('technical')).id}/cancel`, { reason: '讲师请假' });
  for (const path of ['station-supervisions', 'station-records', 'station-trainings', 'station-records/figures?from=2026-01&to=2026-12', 'station-records/months?from=2026-01&to=2026-12']) await manager.get(`${OC}/${path}`);
  await engineer.post(`${OC}/station-supervisions/${station}/end`, { on: '2026-02-01', reason: '授权终止' });
}

async function everyOperatorOperation(maker: DeviceMaker): Promise<void> {
  const { account } = maker.who;
  const { id } = await account.post(`${OC}/operators`, { departmentUnitId: maker.unit('department'), name: '陇东移动', contacts: [{ name: '钱主任', title: '采购', phone: '13900003333' }], ownerUserId: maker.id('account'), since: '2026-01-01' });
  const at = `${OC}/operators/${id}`;
  await account.post(`${at}/talks`, { heldOn: '2026-01-05', talkedWith: '钱主任', judgement: '修得快', score: 4, matters: [{ kind: 'wish', text: '多放备机' }] });
  const matter: Json = await account.post(`${at}/matters`, { kind: 'complaint', text: '返修两次' });
  await account.post(`${OC}/operator-matters/${matter.id}/counter`, { countermeasure: '换主板' });
  await account.post(`${OC}/operator-matters/${matter.id}/reply`, { reply: '已换' });
  await account.post(`${OC}/channel-contacts`, { departmentUnitId: maker.unit('department'), counterpart: 'operator', operatorId: id, text: '对接铺货' });
  await account.post(`${at}/owner`, { ownerUserId: maker.id('account2') });
  for (const path of [`${OC}/operators`, at, `${at}/talks`, `${OC}/operator-matters`, `${OC}/channel-contacts`, `${OC}/channel-contacts/months?from=2026-01&to=2026-12`]) await account.get(path);
  await account.post(`${at}/end`, { on: '2026-02-01', reason: '合同到期' });
}

async function everyMessageOperation(maker: DeviceMaker): Promise<void> {
  const { account, stationUser } = maker.who;
  const up: Json = await stationUser.post(`${OC}/station-messages`, { stationUnitId: maker.unit('station'), text: '主板断货' });
  await account.post(`${OC}/station-messages/${up.id}/answer`, { text: '明天发' });
  const { items: [answer] } = await stationUser.get(`${OC}/station-messages`);
  await stationUser.post(`${OC}/station-messages/${answer.id}/read`);
}

async function everyQualityOperation(maker: DeviceMaker): Promise<void> {
  const { technician, engineer, manager, account } = maker.who;
  const { id } = await technician.post(`${OC}/quality-issues`, { departmentUnitId: maker.unit('department'), model: 'C118', fault: '死机', text: '反复重启', units: 3, discoveredAt: '2026-01-05T02:00:00.000Z' });
  await engineer.post(`${OC}/quality-issues/${id}/move`, { to: 'in_work' });
  await account.post(`${OC}/market-items`, { departmentUnitId: maker.unit('department'), kind: 'competitor', maker: '远山', text: '降价' });
  for (const path of ['quality-issues', 'quality-issues/trend?from=2026-01&to=2026-12', 'market-items', 'market-items/months?from=2026-01&to=2026-12']) await manager.get(`${OC}/${path}`);
}

/** The first account manager is posted by now. */
async function everyReportOperation(maker: DeviceMaker, ask: Ask): Promise<void> {
  const { account, engineer, manager, headquarters } = maker.who;
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const [region] = (await manager.get(`${OC}/regions`)).items;
  await account.post(`${OC}/exchanges`, { day, salesPerson: '周倩', lines: [{ regionId: region.id, model: 'C118', sold: 10, failures: 1 }], text: '备货', feedback: '死机 1 台' });
  const weekly: Json = await account.post(`${OC}/weekly-reports`, { day });
  const fill = async (at: string, sections: Json[]): Promise<void> => void (await ask(account, 'PUT', `${at}/parts`, { parts: sections.flatMap((s) => s.parts.filter((p: Json) => p.state === 'empty').map((p: Json) => ({ part: `${s.key}.${p.key}`, words: '记过' }))) }));
  const at = `${OC}/weekly-reports/${weekly.id}`;
  await fill(at, weekly.sections);
  await account.post(`${at}/submit`);
  await engineer.post(`${at}/read`);
  await engineer.post(`${at}/return`, { reason: '计划写到天' });
  await account.post(`${at}/submit`);
  await engineer.post(`${at}/guide`, { guidance: '先跑庆阳' });
  const monthly: Json = await account.post(`${OC}/monthly-reports`, { month: day.slice(0, 7) });
  const month = `${OC}/monthly-reports/${monthly.id}`;
  const [operator] = (await account.get(`${OC}/operators`)).items;
  await ask(account, 'PUT', `${month}/faulty-stock`, { lines: [{ operatorId: operator.id, model: 'C118', units: 2, oldestOn: '2026-01-05' }] });
  await fill(month, (await account.get(month)).sections);
  await account.post(`${month}/submit`);
  await engineer.post(`${month}/return`, { reason: '缺庆阳' });
  await account.post(`${month}/submit`);
  await engineer.post(`${month}/accept`, { comment: '可以' });
  for (const path of [`${OC}/exchanges`, `${OC}/exchanges?mine=true`, `${OC}/exchanges/figures?from=2026-01-01&to=2026-12-31`, `${OC}/weekly-reports`, at, `${OC}/monthly-reports`, `${OC}/faulty-stock?month=${day.slice(0, 7)}`]) await headquarters.get(path);
}
