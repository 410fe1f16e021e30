import pino from 'pino';
import { make, MessageSettled } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { FormPrinter } from '../forms/form-printer.ts';
import { pagesOf } from '../forms/pdf-text.harness.ts';
import { AssembledHarness, type Author, WEEKLY } from './assembled.harness.ts';
import { reportLayout } from './report-layout.ts';

let here: AssembledHarness;
let zhou: Author & { unitId: string };
let engineer: Author;
beforeAll(async () => { here = await AssembledHarness.start(); }, 60_000);
afterAll(() => here.stop());
beforeEach(async () => {
  zhou = await here.author();
  engineer = { ...zhou, userId: newId(), userName: '吴工' };
});

const refusal = (code: string, more: object = {}) => ({ options: expect.objectContaining({ code, ...more }) });
const FILLED = [{ part: 'done.other', none: true }, { part: 'plan.plan', words: '盘点备件' }];
const view = (id: string, round?: number) => here.read(zhou, async (tx) => here.reports.view(tx, await here.reports.get(tx, 'weekly', id), round));
const linesOf = async (id: string, round?: number) => (await view(id, round)).sections.map((s) => s.parts.map((p) => [...p.items.map((i) => i.text), p.words, p.state].join('|')));

describe('a draft', () => {
  test('is made once for its kind, subject and period, also by two at once; the period after has its own', async () => {
    const drafts = await Promise.all([here.draft(zhou), here.draft(zhou), here.draft(zhou)]);
    expect(new Set(drafts.map((d) => d.id)).size).toBe(1);
    expect((await here.draft(zhou, '2026-02-16')).id).not.toBe(drafts[0]!.id);
    expect((await here.draft(zhou, '2026-02-09', { kind: 'monthly' })).id).not.toBe(drafts[0]!.id);
  });

  test('of a kind that is owed is not dropped; of one that may be, once, with the reason, and it stays to be read', async () => {
    const owed = await here.draft(zhou);
    await expect(here.act(zhou, owed.id, (tx, r) => here.reports.drop(tx, r, '不写了'))).rejects.toMatchObject(refusal('transition_refused', { status: 409, allowed: ['submitted'] }));
    const { id } = await here.draft(zhou, '2026-02-09', { kind: 'occasional', words: { 'plan.plan': '盘点' } });
    const drop = () => here.write(zhou, async (tx) => here.reports.drop(tx, await here.reports.lock(tx, 'occasional', id), '另行处理'));
    await drop();
    await expect(drop()).rejects.toMatchObject(refusal('transition_refused', { allowed: [] }));
    const seen = await here.read(zhou, async (tx) => here.reports.view(tx, await here.reports.get(tx, 'occasional', id)));
    expect(seen).toMatchObject({ status: 'dropped', shownRound: null, entries: [{ what: 'dropped', text: '另行处理', by: '周敏' }], sections: [{}, { parts: [{ words: '盘点' }] }] });
    await expect(here.write(zhou, async (tx) => here.reports.write(tx, await here.reports.lock(tx, 'occasional', id), FILLED))).rejects.toMatchObject(refusal('report_dropped', { status: 409 }));
    await expect(here.write(zhou, async (tx) => here.reports.comment(tx, await here.reports.lock(tx, 'occasional', id), '好'))).rejects.toMatchObject(refusal('report_not_submitted', { status: 409 }));
  });

  test('fills itself from what the records say now, with where each line comes from', async () => {
    const { id } = await here.draft(zhou, '2026-02-09', { words: { 'plan.plan': '盘点' } });
    expect(await linesOf(id)).toEqual([['|empty', '|empty'], ['盘点|filled']]);
    await here.unit(zhou, '杭州站');
    const seen = await view(id);
    expect(seen).toMatchObject({ status: 'draft', shownRound: null, unitName: '华东区', authorName: '周敏', kindTitle: WEEKLY.title, sections: [{ parts: [{ items: [{ text: '走访杭州站', ref: { type: 'unit' } }], state: 'filled' }, {}] }, {}] });
  });

  test('takes words and "none" of its own parts; an unknown part and one that says both are named', async () => {
    const { id } = await here.draft(zhou);
    const write = (parts: { part: string; words?: string; none?: boolean }[]) => here.act(zhou, id, (tx, r) => here.reports.write(tx, r, parts));
    await expect(write([{ part: 'done.weather', words: '晴' }])).rejects.toMatchObject(refusal('invalid', { status: 400, clause: 'PF-15', errors: [expect.objectContaining({ field: 'done.weather', code: 'unknown_part' })] }));
    await expect(write([{ part: 'plan.plan', words: '盘点', none: true }])).rejects.toMatchObject(refusal('invalid', { errors: [expect.objectContaining({ field: 'plan.plan', code: 'words_and_none' })] }));
    await write([{ part: 'done.visits', none: true }, ...FILLED]);
    expect(await linesOf(id)).toEqual([['|none', '|none'], ['盘点备件|filled']]);
  });
});

describe('a submission', () => {
  test('is refused with a field for each part that is neither filled nor "none", and for "none" against the records; nothing is half-written', async () => {
    const { id } = await here.draft(zhou);
    const submit = () => here.act(zhou, id, (tx, r) => here.reports.submit(tx, r));
    await expect(submit()).rejects.toMatchObject(refusal('report_incomplete', { status: 422, clause: 'PF-15', errors: ['done.visits', 'done.other', 'plan.plan'].map((field) => expect.objectContaining({ field, code: 'part_empty' })) }));
    await here.act(zhou, id, (tx, r) => here.reports.write(tx, r, [{ part: 'done.visits', none: true }, ...FILLED]));
    await here.unit(zhou, '杭州站');
    await expect(submit()).rejects.toMatchObject(refusal('report_incomplete', { errors: [expect.objectContaining({ field: 'done.visits', code: 'part_not_none' })] }));
    expect(await view(id)).toMatchObject({ status: 'draft', round: 0, rounds: [], entries: [] });
  });

  test('freezes what the records said; what comes later is not in it, and nobody alters it, not even by SQL', async () => {
    await here.unit(zhou, '杭州站');
    const { id } = await here.draft(zhou);
    await here.act(zhou, id, (tx, r) => here.reports.write(tx, r, FILLED));
    await here.act(zhou, id, (tx, r) => here.reports.submit(tx, r));
    await here.unit(zhou, '宁波站');
    expect(await linesOf(id)).toEqual([['走访杭州站||filled', '|none'], ['盘点备件|filled']]);
    await expect(here.act(zhou, id, (tx, r) => here.reports.write(tx, r, [{ part: 'plan.plan', words: '改' }]))).rejects.toMatchObject(refusal('report_submitted', { status: 409, allowed: ['returned', 'accepted'] }));
    await expect(here.write(zhou, (tx) => tx.manager.query(`UPDATE assembled_report_round SET sections = '[]' WHERE tenant_id = $1`, [zhou.tenantId]))).rejects.toThrow('never changed');
  });

  test('of two at once one passes and the other is 409, naming what is allowed', async () => {
    const { id } = await here.draft(zhou);
    await here.act(zhou, id, (tx, r) => here.reports.write(tx, r, [{ part: 'done.visits', none: true }, ...FILLED]));
    const both = await Promise.allSettled([0, 1].map(() => here.act(zhou, id, (tx, r) => here.reports.submit(tx, r))));
    expect(both.map((b) => b.status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect((both.find((b) => b.status === 'rejected') as PromiseRejectedResult).reason).toMatchObject(refusal('transition_refused', { status: 409, allowed: ['returned', 'accepted'] }));
    expect((await view(id)).rounds).toHaveLength(1);
  });
});

describe('R13 a return', () => {
  test('opens the report to its author again; the first round stays as it was beside the second', async () => {
    const { id } = await here.submitted(zhou);
    await here.act(engineer, id, (tx, r) => here.reports.giveBack(tx, r, '计划写具体'));
    expect(await view(id)).toMatchObject({ status: 'returned', shownRound: null, readBy: '吴工', entries: [{ what: 'submitted' }, { what: 'returned', by: '吴工', text: '计划写具体', round: 1 }] });
    await here.unit(zhou, '宁波站');
    await here.act(zhou, id, (tx, r) => here.reports.write(tx, r, [{ part: 'plan.plan', words: '18 日盘点备件' }]));
    await here.act(zhou, id, (tx, r) => here.reports.submit(tx, r));
    expect(await view(id)).toMatchObject({ status: 'submitted', round: 2, shownRound: 2, readAt: null, rounds: [{ round: 1 }, { round: 2 }] });
    expect(await linesOf(id)).toEqual([['走访宁波站|走访客户|filled', '|none'], ['18 日盘点备件|filled']]);
    expect(await linesOf(id, 1)).toEqual([['走访客户|filled', '|none'], ['盘点备件|filled']]);
    await expect(view(id, 3)).rejects.toMatchObject(refusal('not_found'));
  });

  test('an accepted one has no move left; comments and the first reading are kept', async () => {
    const { id } = await here.submitted(zhou);
    await here.act(engineer, id, (tx, r) => here.reports.read(tx, r));
    await here.act({ ...engineer, userName: '郑经理' }, id, (tx, r) => here.reports.read(tx, r));
    await here.act(engineer, id, (tx, r) => here.reports.comment(tx, r, '杭州站多跟进'));
    await here.act(engineer, id, (tx, r) => here.reports.accept(tx, r, '好'));
    expect(await view(id)).toMatchObject({ status: 'accepted', readBy: '吴工', entries: ['submitted', 'read', 'commented', 'accepted'].map((what) => ({ what })) });
    for (const move of [(tx: never, r: never) => here.reports.giveBack(tx, r, '晚了'), (tx: never, r: never) => here.reports.submit(tx, r)]) {
      await expect(here.act(zhou, id, move as never)).rejects.toMatchObject(refusal('transition_refused', { allowed: [] }));
    }
  });

  test('nothing is read or commented on before it is submitted', async () => {
    const { id } = await here.draft(zhou);
    await expect(here.act(engineer, id, (tx, r) => here.reports.read(tx, r))).rejects.toMatchObject(refusal('report_not_submitted', { status: 409 }));
    await expect(here.act(engineer, id, (tx, r) => here.reports.comment(tx, r, '好'))).rejects.toMatchObject(refusal('report_not_submitted'));
  });
});

describe('lists', () => {
  test('show the latest period first, page by page, by what is asked for', async () => {
    const ids: string[] = [];
    for (const period of ['2026-02-02', '2026-02-09', '2026-02-16']) ids.unshift((await here.submitted(zhou, period)).id);
    const list = (more: object) => here.read(zhou, (tx) => here.reports.list(tx, { kind: 'weekly', units: 'all', limit: 2, ...more }));
    const first = await list({});
    expect(first.items.map((r) => r.id)).toEqual(ids.slice(0, 2));
    expect(await list({ cursor: first.nextCursor })).toMatchObject({ items: [{ id: ids[2], unitName: '华东区' }], nextCursor: null });
    await here.act(engineer, ids[1]!, (tx, r) => here.reports.accept(tx, r));
    const idsOf = async (more: object) => (await list(more)).items.map((r) => r.id);
    expect([await idsOf({ status: 'accepted' }), await idsOf({ read: 'no', to: '2026-02-09' }), await idsOf({ from: '2026-02-16' }), await idsOf({ units: [] }), await idsOf({ authorId: newId() })]).toEqual([[ids[1]], [ids[2]], [ids[0]], [], []]);
    const [month, frozen] = await here.read(zhou, async (tx) => [await here.reports.ofUnit(tx, 'weekly', zhou.unitId, '2026-02-09', '2026-02-16'), await here.reports.submissions(tx, ids)] as const);
    expect(month.map((r) => r.id)).toEqual([ids[1], ids[0]]);
    expect([...frozen.values()].map((s) => s[1]!.parts[0]!.words)).toEqual(['盘点备件', '盘点备件', '盘点备件']);
  });
});

test('PF-4 another tenant sees none of it, and a room opens no report of another kind', async () => {
  const { id } = await here.submitted(zhou);
  const other = await here.author();
  await expect(here.act(other, id, async (_tx, r) => r)).rejects.toMatchObject(refusal('not_found', { status: 404 }));
  await expect(here.write(zhou, (tx) => here.reports.lock(tx, 'monthly', id))).rejects.toMatchObject(refusal('not_found'));
  expect(await here.read(other, (tx) => here.reports.list(tx, { kind: 'weekly', units: 'all', limit: 50 }))).toEqual({ items: [], nextCursor: null });
});

describe('PF-13 sent by e-mail', () => {
  const send = (id: string) => here.act(zhou, id, (tx, r) => here.mails.send(tx, r, {
    to: [{ key: 'engineer', name: '吴工', userId: engineer.userId }], copies: [{ key: 'manager', name: '渠道经理', role: 'channel_manager', unitId: zhou.unitId }], vacant: [{ key: 'deputy', name: '副经理' }], link: `/weekly/${id}`, dueAt: new Date('2026-02-16T05:00:00.000Z'),
  }));

  test('each recipient and copy is asked for once, and the result of each is the evidence (R16, R22)', async () => {
    const { id } = await here.submitted(zhou);
    const messageId = await send(id);
    expect((await here.events(zhou)).map((e) => e.payload)).toMatchObject([{
      messageId, context: 'outstation-channel', kind: 'report_sent', clauseId: 'PF-15', dueAt: '2026-02-16T05:00:00.000Z', subject: { number: 'ZB20260216-0001' }, values: { matter: WEEKLY.title, from: '周敏', unit: '华东区', contents: '本周工作：走访客户。下周计划：盘点备件' },
      to: [{ key: 'engineer', person: 'user', userId: engineer.userId, channels: ['email'], copy: false }, { key: 'manager', person: 'role', role: 'channel_manager', copy: true }],
    }]);
    const settle = (recipient: string, result: 'accepted' | 'vacant', context = 'outstation-channel') => here.write(zhou, (tx) => here.mails.settled(tx, make(MessageSettled, { messageId, version: 1, context, recipient, channel: 'email', result, levelsUp: result === 'vacant' ? 0 : 1, providerId: null, reason: null, at: '2026-02-16T05:00:03.000Z' })));
    expect(await settle('engineer', 'accepted', 'property-brokerage')).toBeNull();
    expect(await settle('engineer', 'accepted')).toMatchObject({ completeAt: null });
    expect(await settle('manager', 'vacant')).toMatchObject({ completeAt: new Date('2026-02-16T05:00:03.000Z') });
    expect(await settle('manager', 'vacant')).toBeNull();
    expect((await view(id)).mails.map((m) => [m.name, m.copy, m.result, m.levelsUp])).toEqual([['吴工', false, 'accepted', 1], ['渠道经理', true, 'vacant', 0], ['副经理', true, 'vacant', 0]]);
  });

  test('only what is submitted is sent', async () => {
    const { id } = await here.draft(zhou);
    await expect(send(id)).rejects.toMatchObject(refusal('report_not_submitted', { status: 409 }));
    expect(await here.events(zhou)).toEqual([]);
  });
});

test('PF-15 it prints on A4 under its Chinese title: sections, "无", comments, signatures', async () => {
  const { id } = await here.submitted(zhou);
  await here.act(engineer, id, (tx, r) => here.reports.comment(tx, r, '杭州站多跟进'));
  const printer = new FormPrinter(pino({ level: 'silent' }));
  const { pdf, missing } = await printer.print(reportLayout(await view(id), { tenantName: '恒信通信', zone: 'Asia/Shanghai', printedBy: '周敏', printedAt: new Date('2026-02-16T06:00:00Z'), signers: [{ label: '填报人', name: '周敏' }, { label: '渠道工程师' }] }));
  await printer.onApplicationShutdown();
  const text = pagesOf(pdf).join('').replace(/\s/g, '');
  expect(missing).toEqual([]);
  for (const words of ['工作周报', 'ZB20260216-0001', '一、本周工作', '走访客户', '其他工作', '无', '二、下周计划', '盘点备件', '审阅意见', '杭州站多跟进', '渠道工程师', '已提交']) expect(text).toContain(words);
});
