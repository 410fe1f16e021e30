import { type Maker, type Running, startVisits } from '../visits.harness.ts';
import type { KnowledgeView } from './knowledge.http.ts';
import { entryMoves, latinWords } from './knowledge.rules.ts';

let stage: Running;
let east: Maker;
let west: Maker;
beforeAll(async () => {
  stage = await startVisits();
  [east, west] = [await stage.company('东方电器'), await stage.company('西部电器')];
}, 60_000);
afterAll(() => stage.stop());

const as = (at: Maker) => stage.staff(at, 'technician');
async function solved(at: Maker, { title, cause, solution, product = '净水机 X100' }: { title: string; cause: string; solution: string; product?: string }): Promise<{ id: string; number: string }> {
  const problem = await stage.made(as(at).send('POST', 'problems', { customerId: (await stage.customer(at)).id, area: 'use', product, title, description: `${title}，用户着急` }));
  return stage.made(as(at).send('POST', `problems/${problem.id}/solve`, { cause, solution }));
}
async function published(at: Maker, of: Parameters<typeof solved>[1]): Promise<KnowledgeView> {
  const entry = await stage.made(as(at).send('POST', 'knowledge', { problemId: (await solved(at, of)).id, title: of.title }));
  return stage.made(as(at).send('POST', `knowledge/${entry.id}/move`, { to: 'published' }));
}
const found = async (at: Maker, q: string): Promise<string[]> => (await as(at).get(`knowledge?q=${encodeURIComponent(q)}`)).body.items.map((e: KnowledgeView) => e.title);
const LEAK = { title: '接头漏水', cause: '密封圈老化', solution: '更换 B-2 型密封圈' };

test('capability 7: an entry is published, retired, and of use again', () => {
  expect(entryMoves).toEqual({ draft: ['published', 'retired'], published: ['retired'], retired: ['published'] });
  expect(latinWords('Ｘ100 换 B-2 型, a 5G')).toEqual(['x100', 'b-2', '5g']);
});

test('capability 7: written from a solved problem, with its cause and solution, once', async () => {
  const open = await stage.made(as(east).send('POST', 'problems', { customerId: (await stage.customer(east)).id, area: 'use', title: '漏电', description: '外壳带电' }));
  expect((await as(east).send('POST', 'knowledge', { problemId: open.id, title: '漏电' })).body).toMatchObject({ status: 409, code: 'not_solved', clause: 'DV-3.3c', allowed: ['escalated', 'solved', 'withdrawn'] });
  const problem = await solved(east, LEAK);
  const { status, body } = await as(east).send('POST', 'knowledge', { problemId: problem.id, title: '接头漏水怎么办' });
  expect([status, body]).toMatchObject([201, { problemNumber: problem.number, product: '净水机 X100', symptom: '接头漏水，用户着急', cause: LEAK.cause, solution: LEAK.solution, status: 'draft', writtenBy: '技一' }]);
  expect((await as(east).send('POST', 'knowledge', { problemId: problem.id, title: '再写一次' })).body).toMatchObject({ status: 409, code: 'entry_exists' });
});

test('capability 7: found by words of title and text and by models, all of which must be there; only what is published', async () => {
  const at = await stage.company('知识电器');
  await published(at, LEAK);
  await published(at, { title: '不出水', cause: '进水阀堵塞', solution: '清洗进水阀', product: '净水机 Y200' });
  expect([await found(at, '漏水'), await found(at, '密封圈'), await found(at, 'x100'), await found(at, 'b-2'), await found(at, '净水机 Y200'), await found(at, '净水机')]).toEqual([['接头漏水'], ['接头漏水'], ['接头漏水'], ['接头漏水'], ['不出水'], ['不出水', '接头漏水']]);
  expect([await found(at, '漏水 Y200'), await found(at, '压缩机'), await found(at, '单元')].flat()).toEqual([]);
  const [entry] = (await as(at).get('knowledge?q=y200')).body.items;
  const { body: changed } = await as(at).send('PATCH', `knowledge/${entry.id}`, { solution: '更换滤网' }, { 'if-match': `"${entry.version}"` });
  expect([await found(at, '清洗'), await found(at, '滤网')]).toEqual([[], ['不出水']]);
  expect((await as(at).send('PATCH', `knowledge/${entry.id}`, { solution: '晚了一步' }, { 'if-match': `"${entry.version}"` })).status).toBe(412);
  await as(at).send('POST', `knowledge/${changed.id}/move`, { to: 'retired' });
  expect(await found(at, '滤网')).toEqual([]);
  expect((await as(at).get('knowledge?status=retired')).body.items).toMatchObject([{ title: '不出水' }]);
  expect((await as(at).send('POST', `knowledge/${changed.id}/move`, { to: 'retired' })).body).toMatchObject({ status: 409, allowed: ['published'] });
  const { items, nextCursor } = (await as(at).get('knowledge?limit=1')).body;
  expect([items.length, nextCursor]).toEqual([1, null]);
});

test('capability 7: read by departments and visitors, written by technicians; of the own company alone', async () => {
  const entry = await published(east, { title: '异响', cause: '风扇偏心', solution: '更换风扇' });
  expect([(await stage.staff(east, 'expert').get(`knowledge/${entry.id}`)).status, (await stage.staff(east, 'visitor').get('knowledge?q=异响')).body.items.length]).toEqual([200, 1]);
  expect((await stage.staff(east, 'salesperson').send('POST', `knowledge/${entry.id}/move`, { to: 'retired' })).body).toMatchObject({ status: 403 });
  expect((await as(west).get(`knowledge/${entry.id}`)).status).toBe(404);
  expect((await as(west).send('POST', `knowledge/${entry.id}/move`, { to: 'retired' })).status).toBe(404);
  expect(await found(west, '异响')).toEqual([]);
  expect((await as(west).send('POST', 'knowledge', { problemId: entry.problemId, title: '别家的' })).status).toBe(404);
});
