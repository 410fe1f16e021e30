import { deviceMaker, OC } from '../outstation.ts';
import { TENANCY } from '../stage.ts';

const maker = deviceMaker('2026-03-05T02:00:00.000Z');

test('OC-1.1 the purpose stands at the head of the rulebook that the device maker adopted, read by everybody on its staff; it owes nothing', async () => {
  const { who } = maker.here;
  for (const reader of [who.manager, who.account]) {
    const { items } = await reader.get(`${TENANCY}/rulebooks`);
    const book = items.find((each: { clauses: { id: string }[] }) => each.clauses[0]!.id.startsWith('OC-'));
    expect(book.clauses[0]).toMatchObject({ id: 'OC-1.1', kinds: ['statement'], page: '/rulebook', text: { zh: '依据《人力资源管理条例》和《外派人员管理规范》，规范外派人员和渠道的管理。' } });
  }
  expect((await who.manager.get(`${OC}/obligations?clauseId=OC-1.1`)).items).toEqual([]);
});
