import { handOver, handoverPath, settleFees } from '../property-handovers.ts';
import { BEGIN, owedBy, propertyCompany } from '../property.ts';
import { eventually, type Json } from '../stage.ts';

const property = propertyCompany(BEGIN);
// The company's time begins on Friday 18 September 2026 at 10:00; the days before are working days.
const [MONDAY, WEDNESDAY, THURSDAY] = ['2026-09-14', '2026-09-16', '2026-09-17'].map((day) => `${day}T02:00:00.000Z`) as [string, string, string];
const clocks = (deal: Json): string[] => owedBy(deal, 'PB-4.9a').map((o) => `${o.status} ${o.startedAt} ${o.dueAt}`);
const deal = () => property.here.assignedLease({ signedAt: MONDAY });

test('PB-4.9a 1 working day from the later of handover and completed list, in either order, met by the specialist\'s receipt of F4', async () => {
  const { who } = property.here;
  for (const [handedOver, settled] of [[WEDNESDAY, THURSDAY], [THURSDAY, WEDNESDAY]] as const) {
    const one = await deal();
    expect(clocks(await handOver(who.agent, one, handedOver))).toEqual([]);
    expect(clocks(await settleFees(who.agent, one, settled))).toEqual([`open ${THURSDAY} 2026-09-18T16:00:00.000Z`]);
    await who.agent.post(handoverPath(one, 'f4/send'));
    expect(clocks(await who.specialist.post(handoverPath(one, 'f4/receive')))).toEqual([`met ${THURSDAY} 2026-09-18T16:00:00.000Z`]);
  }
});

test('PB-4.9a both done on the day before is late from the start (R6), and stays so when F4 comes', async () => {
  const { who } = property.here;
  const one = await deal();
  await handOver(who.agent, one, WEDNESDAY);
  const settled = await settleFees(who.agent, one, WEDNESDAY);
  expect(owedBy(settled, 'PB-4.9a')).toMatchObject([{ status: 'open', dueAt: '2026-09-17T16:00:00.000Z', breachedAt: '2026-09-17T16:00:00.000Z', owner: { userId: property.here.id('agent') } }]);
  await who.agent.post(handoverPath(one, 'f4/send'));
  expect(clocks(await who.specialist.post(handoverPath(one, 'f4/receive')))).toEqual([`met_late ${WEDNESDAY} 2026-09-17T16:00:00.000Z`]);
});

test('PB-4.9a F4 is not sent while a side has not confirmed; the specialist is told of it, and what is returned after its receipt is owed anew (R13)', async () => {
  const { who } = property.here;
  const one = await deal();
  await handOver(who.agent, one, THURSDAY);
  expect(await who.agent.refused(422, 'POST', handoverPath(one, 'f4/send'))).toMatchObject({ clause: 'PB-4.9a', code: 'f4_incomplete', errors: [{ field: 'lines' }] });
  await settleFees(who.agent, one, THURSDAY);
  await who.agent.post(handoverPath(one, 'f4/send'));
  await eventually('F4 in the specialist\'s inbox', async () => (await who.specialist.get('/v1/notification/inbox')).items.find((m: Json) => m.kind === 'f4_sent' && JSON.stringify(m).includes(one.number)));
  expect(await who.specialist2.refused(422, 'POST', handoverPath(one, 'f4/receive'))).toMatchObject({ clause: 'PB-3.2' });
  await who.specialist.post(handoverPath(one, 'f4/receive'));
  const returned = await who.specialist.post(handoverPath(one, 'f4/return'), { reason: '水表底数抄错' });
  expect(owedBy(returned, 'PB-4.9a')).toMatchObject([{ status: 'met' }, { status: 'open', dueAt: '2026-09-20T16:00:00.000Z' }]);
  expect(await who.agent.get(handoverPath(one))).toMatchObject({ status: 'returned', returnReason: '水表底数抄错', totals: [{ side: 'seller', pays: '1250.50', net: '-1250.50' }, { net: '0.00' }] });
});
