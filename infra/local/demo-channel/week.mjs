// A week of the channel: what sales told, the weekly report of Monday, pings, messages, trouble.
import { DAY, dayOf, HOUR, iso, MINUTE } from '../demo-deals/tale.mjs';
import { noneLeft } from '../demo-diary.mjs';

const PLANS = ['走访三家授权站，盘点备件', '培训新机型拆装', '跟进陇原联通机房故障机', '核对上月工单，催寄'];
const GUIDANCE = ['先跑返修多的站', '备件盘点周三前交', '和运营商约下周会议', '好，照此办'];
const MESSAGES = [['主板断货', '明天发，注意查收'], ['新机型拆不开', '已发拆装图'], ['工单号段用完', '新号段已寄'], ['客户催换机', '先送备用机']];
const INCIDENTS = [['消协转来投诉', '同机三修未好', ['consumer_association']], ['电视台来访', '用户反映收费不明', ['media']]];

/** @param {number} monday at midnight, with which the week is over */
export function weekOf(diary, monday) {
  const { dice } = diary;
  diary.on(monday - 4 * DAY + 10 * HOUR, () => talk(diary));
  for (const person of ['account', 'account2']) diary.on(monday - dice.between(2, 6) * DAY + dice.between(9, 22) * HOUR, () => ping(diary, person));
  for (const [i, key] of ['account', 'account2', 'parts', 'technician'].entries()) {
    diary.on(monday - 6 * HOUR + i * 9 * MINUTE, () => exchange(diary, key));
    const late = dice.chance(0.07);
    diary.on(monday + (late ? 15 : 9) * HOUR + dice.between(0, 170) * MINUTE, () => report(diary, key, monday));
  }
  if (dice.chance(0.12)) diary.on(monday - 3 * DAY + 11 * HOUR, () => incident(diary));
  if (dice.chance(0.3)) diary.on(monday - 2 * DAY + 15 * HOUR, () => quality(diary));
}

/** OC-3.3.3: by Sunday 24:00. */
async function exchange(diary, key) {
  const { rooms, dice } = diary;
  const { region } = diary.people.find((p) => p.key === key);
  await rooms.exchanges.record(diary.as(key), { day: dayOf(diary.at), salesPerson: '周倩', lines: [{ regionId: region.id, model: 'C118', sold: dice.between(800, 4_000), failures: dice.between(8, 60), stock: dice.between(500, 3_000) }], text: dice.pick(['下周铺货加大', '促销机为主', '县城走货快']), feedback: dice.pick(['死机投诉略增', '充电口松动 3 台', '无异常']) });
}

/** OC-3.1.3: on Monday before 13:00, mostly; guided within two days. */
async function report(diary, key, monday) {
  const { rooms, dice } = diary;
  const draft = await rooms.weekly.draft(diary.as(key), { day: dayOf(monday - DAY) });
  await rooms.weekly.write(diary.as(key), draft.id, { parts: noneLeft(draft, { 'plan.work': dice.pick(PLANS), 'done.other': dice.pick(['走访两家未授权维修点', '整理台账', '参加片区会']) }) });
  await rooms.weekly.submit(diary.as(key), draft.id);
  await deliver(diary, draft.id);
  diary.on(diary.at + dice.between(3, dice.chance(0.1) ? 60 : 30) * HOUR, () => rooms.weekly.guide(diary.as('engineer'), draft.id, dice.pick(GUIDANCE)));
}

/** The e-mails of long ago have arrived. */
async function deliver(diary, reportId) {
  const { rooms, of } = diary;
  if (diary.now - diary.at < DAY) return;
  const { make, MessageSettled } = rooms.contracts;
  await rooms.database.write({ ...rooms.systemContext(of.tenant.id, false), at: new Date(diary.at + MINUTE) }, async (tx) => {
    for (const { id, owed } of await tx.manager.query('SELECT id, owed FROM assembled_report_mail WHERE report_id = $1', [reportId])) {
      for (const { key, channel, result } of owed) {
        if (!result) await rooms.mails.settled(tx, make(MessageSettled, { messageId: id, version: 1, context: 'outstation-channel', recipient: key, channel, result: 'accepted', levelsUp: 0, providerId: null, reason: null, at: iso(diary.at + 40_000) }));
      }
    }
  });
}

/** OC-3.1.2a. */
async function ping(diary, key) {
  const { rooms, dice } = diary;
  const { id } = await rooms.reach.call(diary.as('engineer'), { staffId: diary.people.find((p) => p.key === key).id, kind: 'ping', message: dice.pick(['请回电', '发上月盘点表', '核实串号 SN-3021']) });
  diary.on(diary.at + dice.between(2, dice.chance(0.12) ? 55 : 28) * MINUTE, () => rooms.reach.answer(diary.as(key), id, { text: '收到' }));
}

/** OC-3.3.2: a station writes, its outstation person answers. */
async function talk(diary) {
  const { rooms, dice } = diary;
  const station = dice.pick(diary.stations);
  const [text, answer] = dice.pick(MESSAGES);
  const { id } = await rooms.messages.write(diary.as(station.user), { stationUnitId: station.id, text });
  diary.on(diary.at + dice.between(1, dice.chance(0.1) ? 40 : 20) * HOUR, () => rooms.messages.answer(diary.as(station.keeper), id, answer));
}

/** OC-3.6. */
async function incident(diary) {
  const { rooms, dice } = diary;
  const [title, summary, bodies] = dice.pick(INCIDENTS);
  const station = dice.pick(diary.stations);
  const { id } = await rooms.incidents.open(diary.as(station.keeper), { departmentUnitId: diary.department, stationUnitId: station.id, title, summary, bodies });
  diary.on(diary.at + dice.between(30, 110) * MINUTE, () => rooms.incidents.report(diary.as(station.keeper), id, { text: '已到现场，先换备用机' }));
  diary.on(diary.at + 20 * HOUR, () => rooms.incidents.resolve(diary.as(station.keeper), id, { resolution: '换机并致歉，用户撤诉', lessons: '首修不好就该上门' }));
}

/** OC-3.5.1. */
async function quality(diary) {
  const { rooms, dice } = diary;
  const { id } = await rooms.issues.report(diary.as('technician'), { departmentUnitId: diary.department, stationUnitId: dice.pick(diary.stations).id, model: dice.pick(['C118', 'X9']), fault: dice.pick(['死机', '充电口松动', '主板不通电']), text: '同批多台，附照片', units: dice.between(2, 9), discoveredAt: iso(diary.at - dice.between(2, dice.chance(0.15) ? 40 : 20) * HOUR) });
  diary.on(diary.at + 26 * HOUR, () => rooms.issues.move(diary.as('engineer'), id, { to: 'in_work' }));
}
