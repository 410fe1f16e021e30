import { newId } from '@luyue/kernel';
import { endings } from '../archive.harness.ts';
import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import type { ArchiveFilePage } from './archive-file-views.ts';
import { loanMoves, loanState } from './archive-files.rules.ts';

const NOW = '2026-11-23T02:00:00.000Z';
let stage: Running;
let east: Brokerage;
let west: Brokerage;
let ends: ReturnType<typeof endings>;
beforeAll(async () => {
  stage = await startBrokerage();
  [east, west] = [await stage.company('江州置业', NOW), await stage.company('海州置业', NOW)];
  ends = endings(stage);
}, 60_000);
afterAll(() => stage.stop());

const shelved = async (at: Brokerage, more: object = {}): Promise<ArchiveFilePage> => {
  const deal = await ends.archived(at, more);
  return (await ends.archivist(at).get<ArchiveFilePage>(`archive-files/${(await ends.view(at, deal)).file!.id}`)).body;
};
const lend = (at: Brokerage, file: { id: string }, more: object = {}) => ends.archivist(at).send('POST', `archive-files/${file.id}/lend`, { borrowerUserId: at.supervisor.id, purpose: '客户投诉核查', dueOn: '2026-11-25', ...more });

test('a loan comes back once, and is overdue after the day that it is due', () => {
  expect(loanMoves).toEqual({ out: ['returned'], returned: [] });
  const dueAt = new Date('2026-11-25T16:00:00.000Z');
  expect([dueAt, new Date(dueAt.getTime() + 1)].map((now) => loanState({ status: 'out', dueAt }, now))).toEqual(['out', 'overdue']);
  expect(loanState({ status: 'returned', dueAt }, new Date('2026-12-01T00:00:00.000Z'))).toBe('returned');
});

test('PB-4.10 the index: files by place and by number, the latest first, each with where it stands', async () => {
  const [one, two] = [await shelved(east), await shelved(east)];
  const { get, send } = ends.archivist(east);
  expect(one).toMatchObject({ number: expect.stringMatching(/^DA20261123-\d{4}$/), location: { room: '一号库', cabinet: '3 柜', box: '12 盒', mark: 'B-07' }, loan: null, loans: [], moves: [], receivedBy: '档案' });
  const numbers = async (query: string) => (await get(`archive-files?${query}`)).body.items.map((f: { number: string }) => f.number);
  expect(await numbers('')).toEqual([two.number, one.number]);
  const { nextCursor } = (await get('archive-files?limit=1')).body;
  expect(await numbers(`limit=1&cursor=${nextCursor}`)).toEqual([one.number]);
  expect([await numbers(`number=${one.number}`), await numbers(`number=${two.dealNumber.toLowerCase()}`), await numbers('number=DA20200101-0001')]).toEqual([[one.number], [two.number], []]);
  const location = { room: '二号库', cabinet: '1 柜', box: '', mark: '' };
  expect((await send('POST', `archive-files/${one.id}/move`, { location, reason: '腾柜' }, { 'if-match': '"9"' })).status).toBe(412);
  const { body } = await send('POST', `archive-files/${one.id}/move`, { location, reason: '腾柜' });
  expect(body).toMatchObject({ location, moves: [{ from: '一号库 / 3 柜 / 12 盒 / B-07', to: '二号库 / 1 柜', reason: '腾柜', by: '档案' }] });
  expect((await send('POST', `archive-files/${one.id}/move`, { location, reason: '腾柜' })).body).toMatchObject({ status: 400, errors: [{ field: 'location', code: 'same' }] });
  expect([await numbers(`room=${encodeURIComponent('二号库')}`), await numbers(`room=${encodeURIComponent('一号库')}&cabinet=${encodeURIComponent('3 柜')}`)]).toEqual([[one.number], [two.number]]);
});

test('PB-4.10 a file is lent to a colleague until a day, is overdue after it, and comes back; all of it stays', async () => {
  const at = await stage.company('借阅置业', NOW);
  const file = await shelved(at);
  const { get, send } = ends.archivist(at);
  expect((await send('POST', `archive-files/${file.id}/take-back`)).body).toMatchObject({ status: 409, code: 'not_on_loan' });
  expect((await lend(at, file, { dueOn: '2026-11-22' })).body).toMatchObject({ status: 400, errors: [{ field: 'dueOn', code: 'past' }] });
  expect((await lend(at, file, { dueOn: '2026-02-30' })).body).toMatchObject({ status: 400, errors: [{ field: 'dueOn', code: 'date' }] });
  expect((await lend(at, file, { borrowerUserId: newId() })).body).toMatchObject({ status: 400, errors: [{ field: 'borrowerUserId', code: 'unknown_user' }] });
  const { status, body } = await lend(at, file);
  expect([status, body.loan]).toMatchObject([201, { borrowerName: '何静', dueOn: '2026-11-25', state: 'out', lentBy: '档案', dealNumber: file.dealNumber }]);
  expect((await lend(at, file, { borrowerUserId: at.manager.id })).body).toMatchObject({ status: 409, code: 'on_loan', title: '何静 has it until 2026-11-25' });
  expect((await get('archive-loans?state=overdue')).body.items).toEqual([]);
  await stage.moveTo(at, '2026-11-25T16:00:30.000Z');
  expect((await get('archive-loans')).body.items).toMatchObject([{ state: 'overdue' }]);
  expect((await get('archive-loans?state=overdue')).body.items).toMatchObject([{ fileNumber: file.number, borrowerName: '何静' }]);
  const back = await send('POST', `archive-files/${file.id}/take-back`, { note: '完好' });
  expect(back.body).toMatchObject({ loan: null, loans: [{ state: 'returned', returnedTo: '档案', returnNote: '完好' }] });
  expect((await get('archive-loans')).body.items).toEqual([]);
  expect((await get('archive-loans?state=returned')).body.items).toMatchObject([{ id: back.body.loans[0].id }]);
  const lines = (await stage.staff(at).agent.get(`deals/${file.dealId}/timeline?kind=document`)).body.items.map((l: { title: string }) => l.title);
  expect(lines.slice(0, 2)).toEqual(['何静归还档案', '档案借给何静']);
});

test('PB-4.10 two who lend one file at the same moment: one of them is told', async () => {
  const file = await shelved(east);
  const answers = await Promise.all([lend(east, file), lend(east, file, { borrowerUserId: east.manager.id })]);
  expect(answers.map((a) => a.status).toSorted((a, b) => a - b)).toEqual([201, 409]);
});

test('PB-4.10 the loans of a list come page by page, the one that is due first in front', async () => {
  const at = await stage.company('翻页置业', NOW);
  const files = [await shelved(at), await shelved(at), await shelved(at)];
  for (const [i, dueOn] of ['2026-11-27', '2026-11-25', '2026-11-26'].entries()) await lend(at, files[i]!, { dueOn });
  const { get } = ends.archivist(at);
  const first = (await get('archive-loans?limit=2')).body;
  const second = (await get(`archive-loans?limit=2&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...second.items].map((l: { dueOn: string }) => l.dueOn)).toEqual(['2026-11-25', '2026-11-26', '2026-11-27']);
  expect(second.nextCursor).toBeNull();
});

test('PF-4, PF-6 files are the archivist\'s, of the own department, of the own company', async () => {
  const file = await shelved(east);
  for (const path of ['archive-files', `archive-files/${file.id}`, 'archive-loans']) expect((await stage.staff(east).specialist.get(path)).body).toMatchObject({ status: 403, permission: 'dealArchive.work' });
  const elsewhere = stage.as(east.archivist, 'archivist', [newId()]);
  expect((await elsewhere.get(`archive-files/${file.id}`)).status).toBe(403);
  expect((await elsewhere.get('archive-files')).body.items).toEqual([]);
  expect((await lend(west, file)).status).toBe(404);
  expect((await ends.archivist(west).get(`archive-files/${file.id}`)).status).toBe(404);
  expect((await ends.archivist(west).send('POST', `archive-files/${file.id}/take-back`)).status).toBe(404);
  expect((await ends.archivist(west).get('archive-files')).body.items).toEqual([]);
});
