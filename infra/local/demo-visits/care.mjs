// What is done for customers beside visits: samples and gifts, technical problems, appeals, training; opinions answered and the market checked.
import { DAY, dayOf, HOUR, iso, MINUTE } from '../demo-deals/tale.mjs';

const PROBLEMS = [['批量漏水', '换滤芯后接头渗水', 'use'], ['生产线停机', '压机温度不稳', 'production'], ['库房受潮', '纸箱受潮变形', 'management'], ['水压不足', '高层用户出水小', 'use']];
const APPEALS = [['返利少算', '九月返利少算 2 000 元', '核对后补发'], ['到货破损', '一批 6 台外箱破损', '换货并索赔物流'], ['账期争议', '账期应为 45 天', '按合同更正']];
const TOPICS = { training: ['滤芯更换实操', '净水机安装与检漏', '水质检测'], lecture: ['净水机选型', '滤芯何时该换', '来年新品'], relations: ['秋季联谊', '客户座谈', '工厂参观'] };

async function begin(diary, units) {
  const { rooms, of } = diary;
  const year = dayOf(diary.at).slice(0, 4);
  const [sample, gift] = [await rooms.items.add(diary.as('keeper'), { kind: 'sample', name: '滤芯样品', unitName: '支', price: '20' }), await rooms.items.add(diary.as('keeper'), { kind: 'gift', name: '开业花篮', unitName: '个', price: '300' })];
  for (const unit of units) {
    unit.sample = sample;
    for (const [item, quantity, amount] of [[sample, 200, '4000'], [gift, 20, '6000']]) {
      await rooms.items.receive(diary.as('keeper'), item.id, { unitId: of.units[unit.key], quantity, reference: `采购入库 ${unit.key}` });
      await rooms.budgets.set(diary.as('superior'), { unitId: of.units[unit.key], kind: item.kind, period: year, amount, reason: '年度预算' });
    }
  }
  for (const unit of units) diary.on(diary.now - 5 * HOUR, () => give(diary, unit, gift, { waits: true }));
  for (let week = 1; week < 16; week += 1) for (const unit of units) weekOf(diary, unit, diary.at + week * 7 * DAY, gift, week);
}

function weekOf(diary, unit, at, gift, week) {
  const { rooms, of, dice } = diary;
  const as = () => diary.as(unit.supervisor);
  diary.on(at + 10 * HOUR, () => keepUp(diary, unit));
  if (week % 4 === 1) diary.on(at + HOUR, () => give(diary, unit, gift));
  if (week % 3 === 2) diary.on(at + 2 * HOUR, () => solve(diary, unit));
  if (week % 5 === 3) diary.on(at + 3 * HOUR, () => appeal(diary, unit));
  if (week % 4 !== 0) return;
  diary.on(at, async () => {
    const starts = diary.at + 3 * DAY;
    const kind = dice.pick(['training', 'lecture', 'relations']);
    const event = await rooms.events.plan(as(), { unitId: of.units[unit.key], kind, topic: dice.pick(TOPICS[kind]), place: `${unit.list[0].name}会议室`, startsAt: iso(starts), endsAt: iso(starts + 3 * HOUR), staffUserIds: [of.people[unit.supervisor].id] });
    const guests = unit.list.slice(week, week + 5);
    diary.on(starts + 4 * HOUR, () => rooms.events.hold(as(), event.id, { outcome: kind === 'relations' ? '来的客户都谈了下季打算' : '都能独立操作', attendance: guests.map(({ id, person }) => ({ customerId: id, names: [person] })) }));
  });
}

/** DV-3.1c, DV-3.1d: what is open is answered and checked, not all of it. */
async function keepUp(diary, unit) {
  const { rooms, of, dice } = diary;
  const { items: opinions } = await rooms.opinions.list(diary.as(unit.supervisor), { status: 'open', limit: 100 });
  for (const { id, unitId } of opinions) if (unitId === of.units[unit.key] && dice.chance(0.6)) await rooms.opinions.answer(diary.as(unit.supervisor), id, { content: dice.pick(['换减震垫', '报产品部排期', '随下批货补寄', '解释了耗材成本']), channel: 'phone', toldTo: '店长' });
  const { items: heard } = await rooms.intelligence.list(diary.as(unit.supervisor), { status: 'reported', limit: 100 });
  for (const { id, unitId } of heard) if (unitId === of.units[unit.key] && dice.chance(0.7)) await rooms.intelligence.check(diary.as(unit.supervisor), id, { result: 'confirmed', ...(dice.chance(0.5) && { forCustomers: '同行近期有促销' }) });
}

/** DV-6: applied for by the supervisor, approved one level up, issued; the latest waits for whoever signs in. */
async function give(diary, unit, gift, { waits = false } = {}) {
  const { rooms, dice } = diary;
  const made = await rooms.gifts.write(diary.as(unit.supervisor), { customerId: dice.pick(unit.list.slice(0, 2)).id, need: dice.pick(['新店开业，有必要表示', '中秋走访']), lines: [{ itemId: gift.id, quantity: dice.between(1, 2) }] });
  await rooms.gifts.submit(diary.as(unit.supervisor), made.id, null);
  if (waits) return;
  diary.on(diary.at + dice.between(3, 40) * HOUR, async () => {
    await rooms.giftDesk.decide(diary.as('superior'), made.id, { approve: true });
    diary.on(diary.at + 4 * HOUR, () => rooms.giftDesk.issue(diary.as('keeper'), made.id, { receivedBy: '店长' }));
  });
}

/** DV-3.3c, DV-7.2. */
async function solve(diary, unit) {
  const { rooms, of, dice } = diary;
  const [title, description, area] = dice.pick(PROBLEMS);
  const reporter = unit.key === 'east' ? 'technician' : unit.supervisor;
  const problem = await rooms.problems.report(diary.as(unit.key === 'east' ? 'technician' : 'southVisitor'), { customerId: dice.pick(unit.list).id, area, product: '净水机 X1', title, description });
  if (unit.key !== 'east' || dice.chance(0.4)) {
    diary.on(diary.at + 2 * HOUR, async () => {
      await rooms.problemDesk.escalate(diary.as(reporter), problem.id, { departmentUnitId: of.units.engineering, reason: '多户同样，要设计改进' });
      diary.on(diary.at + dice.between(20, 90) * HOUR, () => rooms.problemDesk.answer(diary.as('expert'), problem.id, { kind: dice.pick(['workaround', 'solution']), content: '先换 B 型密封圈，十二月改模' }));
    });
  }
  if (unit.key === 'east') diary.on(diary.at + dice.between(5, 12) * DAY, () => rooms.problems.solve(diary.as('technician'), problem.id, { cause: '密封圈老化', solution: '更换 B 型密封圈并试压' }));
}

/** DV-3.3a. */
async function appeal(diary, unit) {
  const { rooms, dice } = diary;
  const [subject, content, answer] = dice.pick(APPEALS);
  const made = await rooms.appeals.enter(diary.as(unit.visitors[0]), { customerId: dice.pick(unit.list).id, subject, content });
  diary.on(diary.at + 20 * HOUR + dice.between(0, 90) * MINUTE, () => rooms.appeals.hold(diary.as(unit.visitors[0]), made.id, '正在核对'));
  diary.on(diary.at + dice.between(3, 8) * DAY, () => rooms.appeals.answer(diary.as(unit.visitors[0]), made.id, { content: answer, channel: 'phone', toldTo: '店长' }));
}

export const care = { begin };
