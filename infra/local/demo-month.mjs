// A month of a gas company's cases as it went, written by the service's own methods, each step at its own time: so clocks, breaches and evidence are real.
import { Readable } from 'node:stream';
import { photo } from './pictures.mjs';
import { random } from './random.mjs';

const DAYS = 30;
const CASES_A_DAY = 9;
/** Of the last hours, so that every list has something of today in every state. */
const CASES_TODAY = 22;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const STORIES = {
  network: [['fj', '阀门井渗漏，井盖边有气味'], ['wq', '整单元没气'], ['yd', '做饭时压力不足，火苗小'], ['lg', '立管锈蚀，外皮起泡']],
  equipment: [['dh', '灶打不着火，换过电池'], ['bz', '昨天起做饭表不走字'], ['rs', '热水器不启动，屏上有故障码'], ['jg', '胶管发硬有裂纹'], ['yx', '点火后灶有异响']],
  alarm: [['lq', '厨房有燃气味，已开窗'], ['bj', '报警器一直响'], ['lq', '楼道里有气味']],
  complaint: [['ts', '约好上午来，下午才到'], ['td', '电话里态度生硬'], ['sf', '这个月的气费比上月多一倍']],
  consultation: [['jt', '问阶梯气价怎么算'], ['gh', '问过户要带什么'], ['aj', '想约安检时间']],
};
const HANDLED = ['关上游阀，浓度降到 0', '更换密封圈', '清理火孔，更换电池', '更换胶管，检漏合格', '紧固接头，检漏液无气泡'];
const REPAIRED = ['更换 DN80 球阀，试压 0.4 MPa 30 分钟合格', '更换表具，走字正常', '更换电磁阀，点火三次正常', '除锈刷漆，检漏合格', '恢复供气，逐户点火'];
const OPINIONS = ['来得快', '师傅耐心', '修好了，没再出问题', '等得有点久', '讲解清楚', '鞋套没带'];

/**
 * Tells the cases of one subsidiary, each in a transaction of its own, up to `now`: the latest days first, because they are what people look at. Those that are there are left as they are, so
 * that an interrupted telling goes on.
 * @param {object} service see `roomsOfMonth`
 * @param {{tenant: {id: string}, units: Record<string, string>, people: Record<string, {id: string, name: string}>, homes: object[], seed: number}} of
 * @param {number} now
 * @param {() => boolean} [stopped] asked before each case
 * @returns {Promise<number>} cases told now
 */
export async function tellMonth(service, of, now, stopped = () => false) {
  const month = new Month(service, of, now);
  await month.start();
  let told = 0;
  for (const job of plan(of.seed, of.homes.length, now).filter((each) => !month.knows(each))) {
    if (stopped()) return told;
    await service.database.story(service.systemContext(of.tenant.id, false), () => true, () => month.play(job));
    told += 1;
  }
  return told;
}

/** The rooms that a case goes through, of a utility-care service that runs: `get` answers the instance of a class. */
export async function roomsOfMonth(get) {
  const [{ TenantDatabase, systemContext }, { Files }, ...rooms] = await Promise.all([import('@luyue/platform'), import('@luyue/files'), ...Object.values(ROOMS).map((path) => import(`@luyue/utility-care/${path}`))]);
  return { ...Object.fromEntries(Object.keys(ROOMS).map((name, i) => [name[0].toLowerCase() + name.slice(1), get(rooms[i][name])])), database: get(TenantDatabase), files: get(Files), systemContext };
}

const ROOMS = {
  Intakes: 'intake/intake.service', Cases: 'cases/cases.service', CloseCase: 'cases/close-case', DispatchOrder: 'work-orders/dispatch-order', FieldWork: 'work-orders/field-work', WorkOrders: 'work-orders/work-orders.service',
  Grading: 'faults/grading', Referral: 'faults/referral', Appointments: 'faults/appointments', Complaints: 'complaints/complaints.service', Callbacks: 'callbacks/callbacks.service',
};

/** When, what and how far: the latest day first, and within a day in the order of the clock, so that its numbers run. */
function plan(seed, homes, now) {
  const dice = random(seed);
  const midnight = Math.floor((now + 8 * HOUR) / (24 * HOUR)) * 24 * HOUR - 8 * HOUR;
  const jobs = [];
  for (let day = DAYS; day >= 0; day -= 1) {
    for (let n = day === 0 ? CASES_A_DAY - CASES_TODAY : 0; n < CASES_A_DAY + dice.between(-2, 3); n += 1) {
      // Mostly by day; the last day only up to now.
      const hour = dice.chance(0.85) ? dice.between(7, 21) : dice.between(0, 23);
      const at = day === 0 ? now - dice.between(2, 330) * MINUTE : midnight - day * 24 * HOUR + hour * HOUR + dice.between(0, 59) * MINUTE;
      jobs.push({ at, today: day === 0, home: dice.between(0, homes - 1), kind: dice.weighted({ network: 34, equipment: 36, alarm: 9, complaint: 8, consultation: 13 }), seed: dice.between(1, 2 ** 31) });
    }
  }
  const dayOf = ({ at }) => Math.floor((at - midnight) / (24 * HOUR));
  return jobs.toSorted((a, b) => dayOf(b) - dayOf(a) || a.at - b.at);
}

class Month {
  constructor(service, of, now) {
    this.service = service;
    this.of = of;
    this.now = now;
  }

  async start() {
    const [accounts, cases] = await this.service.database.read(this.as('supervisor', this.now), async (tx) => [await tx.manager.query('SELECT number, id FROM account'), await tx.manager.query('SELECT account_id, received_at FROM service_case')]);
    this.accounts = new Map(accounts.map(({ number, id }) => [number, id]));
    this.told = new Set(cases.map((row) => `${row.account_id}/${row.received_at.getTime()}`));
  }

  knows({ at, home }) { return this.told.has(`${this.accounts.get(this.of.homes[home].number)}/${at}`); }

  /** The person at that moment; a moment still ahead has not happened. */
  as(key, at) {
    const person = this.of.people[key];
    return {
      tenantId: this.of.tenant.id, userId: person.id, userName: person.name, unitId: this.of.units.centre, sandbox: false, modules: ['utility-care'], language: 'zh', requestId: 'demo', at: new Date(at),
      grants: [{ units: 'all', permissions: ['case.open', 'case.read', 'case.close', 'case.grade', 'case.link', 'case.note', 'case.transfer', 'order.read', 'order.dispatch', 'order.work', 'complaint.work', 'callback.work', 'report.acknowledge', 'account.read'] }],
    };
  }

  /** Runs the steps in order and stops where the present begins; a step that the rules refuse ends the story there. */
  async play(job) {
    const dice = random(job.seed);
    const story = await this.open(job, dice);
    if (!story) return;
    let at = job.at;
    for (const [minutes, step] of this.steps(story, job, dice)) {
      at += minutes * MINUTE;
      if (at >= this.now) return;
      await step(at, story);
    }
  }

  async open({ at, home, kind }, dice) {
    const { intakes, cases } = this.service;
    const taker = dice.pick(['callTaker', 'callTaker2', 'callTaker3']);
    const household = this.of.homes[home];
    const [symptom, description] = dice.pick(STORIES[kind]);
    const intake = await intakes.open(this.as(taker, at), { channel: dice.chance(0.92) ? 'phone' : 'counter', callerPhone: household.phone });
    const repair = kind === 'network' || kind === 'equipment';
    return cases.open(this.as(taker, at + 2 * MINUTE), {
      intakeId: intake.id, accountId: this.accounts.get(household.number), kind: repair ? 'repair' : kind, ...(repair && { faultScope: kind }), caller: { name: household.holderName, phone: household.phone }, symptom, description, duplicateAcknowledged: true,
    }).then((opened) => ({ id: opened.id, order: opened.workOrder?.id, taker }));
  }

  /** `[minutes after the one before, what happens]` */
  steps(story, { kind, today }, dice) {
    const { dispatchOrder, closeCase, grading, referral, appointments, complaints, callbacks, cases } = this.service;
    const technician = kind === 'network' ? dice.pick(['technician', 'rescuer', 'rescuer2']) : kind === 'alarm' ? dice.pick(['rescuer', 'rescuer2']) : dice.pick(['technician', 'technician2']);
    const slow = dice.chance(0.06);
    // Some of today's wait in the queue.
    const assign = [today && dice.chance(0.3) ? dice.between(60, 400) : dice.between(2, kind === 'alarm' ? 2 : 9), (at) => dispatchOrder.assign(this.as('dispatcher', at), story.order, this.of.people[technician].id, null)];
    const field = (minutes, step, more = {}) => [minutes, async (at) => this.service.fieldWork.step(this.as(technician, at), story.order, step, step === 'repair' ? { ...more, attachmentIds: [await this.photo(technician, at, dice)] } : more, null)];
    const close = [dice.between(10, 90), (at) => closeCase.close(this.as(story.taker, at), story.id, '电话确认，用户满意', null)];
    const callback = [dice.between(1, 5) * 24 * 60, async (at) => {
      const due = await this.service.database.read(this.as('callback', at), (tx) => callbacks.ofCase(tx, story.id));
      if (due) await callbacks.attempt(this.as('callback', at), due.id, dice.chance(0.85) ? { outcome: 'reached', score: dice.pick([5, 5, 5, 4, 4, 3]), opinion: dice.pick(OPINIONS) } : { outcome: 'no_answer' });
    }];
    const handled = { note: dice.pick(HANDLED) };
    const repaired = { note: dice.pick(REPAIRED) };
    if (kind === 'consultation') return [[dice.between(3, 20), (at) => closeCase.close(this.as(story.taker, at), story.id, '当场答复', null)]];
    if (kind === 'complaint') {
      return [
        [slow ? 95 : dice.between(10, 50), (at) => complaints.investigate(this.as(story.taker, at), story.id, '查派工记录和录音，属实')],
        [slow ? 52 * 60 : dice.between(3, 40) * 60, (at) => complaints.reply(this.as(story.taker, at), story.id, { content: '已致歉并说明整改办法，用户接受', how: 'phone' })],
        [dice.between(10, 60), (at) => closeCase.close(this.as(story.taker, at), story.id, '用户接受', null)], callback,
      ];
    }
    if (kind === 'alarm') {
      const major = dice.chance(0.25) ? [[dice.between(2, 6), (at) => grading.gradeMajor(this.as('dispatcher', at), story.id, { reason: '楼道浓度超过 20% LEL' }, null)], [slow ? 21 : dice.between(3, 12), (at) => grading.acknowledge(this.as('manager', at), story.id)]] : [];
      return [[1, assign[1]], field(slow ? 6 : 1, 'accept'), field(2, 'depart'), field(slow ? 70 : dice.between(10, 35), 'arrive'), ...major, field(dice.between(5, 30), 'handle', handled), field(dice.between(20, 90), 'repair', repaired), close, callback];
    }
    const referred = dice.chance(0.07) ? dice.pick(['out_of_scope', 'no_part']) : null;
    if (referred) {
      return [assign, field(4, 'accept'), [dice.between(20, 80), (at) => referral.refer(this.as('dispatcher', at), story.id, { reason: referred, note: referred === 'no_part' ? '表头缺货，三天内到' : '属小区自有管道' }, null)],
        [dice.between(20, 300), (at) => referral.inform(this.as(story.taker, at), story.id, { how: 'phone', who: '户主', note: '已说明，告知物业电话' })],
        ...(referred === 'out_of_scope' ? [[30, (at) => closeCase.close(this.as(story.taker, at), story.id, '已转物业', null)]]
          : [[dice.between(1, 3) * 24 * 60, assign[1]], field(5, 'accept'), field(10, 'depart'), field(30, 'arrive'), field(20, 'handle', handled), field(40, 'repair', repaired), close, callback])];
    }
    if (kind === 'equipment') {
      const agreed = dice.chance(0.25) ? [[3, (at) => appointments.agree(this.as(story.taker, at), story.id, { from: new Date(at + 3 * HOUR).toISOString(), to: new Date(at + 5 * HOUR).toISOString(), agreedBy: '户主', channel: 'phone' }, null)]] : [];
      const missed = !agreed.length && dice.chance(0.06) ? [[dice.between(15, 40), (at) => this.service.fieldWork.step(this.as(technician, at), story.order, 'no-access', { note: '敲门没人应' }, null)], [dice.between(60, 600), (at) => appointments.userAnswered(this.as(story.taker, at), story.id, '用户回电，在家')], field(5, 'depart')] : [];
      return [...agreed, assign, field(3, 'accept'), field(agreed.length ? 170 : slow ? 40 : dice.between(2, 12), 'depart'), ...missed, field(slow ? 130 : dice.between(12, 60), 'arrive'), field(dice.between(10, 40), 'handle', handled), field(dice.between(5, 60), 'repair', repaired), close, callback];
    }
    const note = dice.chance(0.3) ? [[5, (at) => cases.note(this.as(story.taker, at), story.id, '用户来电催问，已告知预计到场时间', [])]] : [];
    return [assign, field(5, 'accept'), ...note, field(dice.between(5, 20), 'depart'), field(dice.between(15, 60), 'arrive'), field(slow ? 5 * 60 : dice.between(15, 120), 'handle', handled), field(slow ? 22 * 60 : dice.between(30, 9 * 60), 'repair', repaired), close, callback];
  }

  async photo(key, at, dice) {
    return (await this.service.files.upload(this.as(key, at), '现场.png', Readable.from([photo(dice.between(1, 2 ** 31))]))).id;
  }
}
