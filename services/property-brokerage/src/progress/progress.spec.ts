import { type DomainEvent, make, MessageSettled } from '@luyue/contracts';
import { until } from '@luyue/testing/service-stage';
import { basics, type Brokerage, BUYER, owed, type Running, SELLER, startBrokerage } from '../brokerage.harness.ts';
import type { DealView } from '../views.ts';
import { toldAt } from './progress.rules.ts';

const at = (hour: number) => new Date(Date.UTC(2026, 8, 18, hour));
const LEASE = { business: 'lease', payment: null };
const NOW = '2026-09-18T02:00:00.000Z';

test('PB-4.8 both parties know when the last of them does; the first word to each counts', () => {
  const tellings = [{ partyId: 'seller', at: at(9) }, { partyId: 'buyer', at: at(11) }, { partyId: 'buyer', at: at(10) }];
  expect(toldAt(['seller', 'buyer'], tellings)).toEqual(at(10));
  expect(toldAt(['seller', 'buyer', 'second buyer'], tellings)).toBeNull();
  expect(toldAt([], tellings)).toBeNull();
});

describe('PB-4.8 progress to both parties', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  beforeAll(async () => {
    stage = await startBrokerage('http,consume');
    [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
  }, 60_000);
  afterAll(() => stage.stop());

  interface Asked { messageId: string; dueAt: string | null; values: object; to: { key: string; name: string; phone: string; channels: string[] }[] }
  const asked = async (at: Brokerage): Promise<Asked> => (await stage.published(at)).filter((e) => e.type === 'notification.message.requested.v1').at(-1)!.payload as unknown as Asked;
  const settle = (at: Brokerage, message: Asked, key: string, result: 'accepted' | 'bounced' | 'retried', { channel = 'sms' as 'sms' | 'email', version = 1, when = '2026-09-18T03:00:00.000Z' } = {}): Promise<void> =>
    stage.publish(at, [make(MessageSettled, { messageId: message.messageId, version, context: 'property-brokerage', recipient: key, channel, result, levelsUp: 0, providerId: null, reason: null, at: when }) as DomainEvent]);

  /** The handover of a lease has ended; its parties get a text. */
  async function finished(at: Brokerage, more: object = {}, parties: object[] = [SELLER, BUYER]): Promise<{ deal: DealView; stepId: string }> {
    const { id } = await stage.assigned(at, { ...LEASE, ...basics({ ...LEASE, parties }) });
    const { specialist } = stage.staff(at);
    const stepId = (await specialist.get(`deals/${id}/steps`)).body.steps.find((s: { key: string }) => s.key === 'handover').id as string;
    const { status, body } = await specialist.send('POST', `deals/${id}/steps/${stepId}/finish`, { finishedAt: NOW, phone: '13800001111', outOfOrderReason: '先交房', ...more });
    if (status !== 200) throw new Error(JSON.stringify(body));
    return { deal: body, stepId };
  }
  const dutyOf = async (at: Brokerage, deal: DealView) => owed((await stage.staff(at).specialist.get(`deals/${deal.id}`)).body, 'PB-4.8')[0]!;

  test('PB-4.8 each party, or whoever acts for it, gets a text; it is met when both were accepted, at the time of the last', async () => {
    const { deal, stepId } = await finished(east, {}, [SELLER, { ...BUYER, representative: { name: '周父', phone: '13700001111', idNumber: '11010519491231002X' } }]);
    const message = await asked(east);
    expect(message).toMatchObject({ dueAt: '2026-09-19T02:00:00.000Z', values: { tenant: '江州置业', step: { zh: '交房结算' }, finishedOn: '2026-09-18', next: { zh: '租赁备案' }, specialist: '孙莉', phone: '13800001111' } });
    const [seller, buyer] = deal.parties;
    expect(message.to).toMatchObject([{ key: seller!.id, name: '钱永年', channels: ['sms'] }, { key: buyer!.id, name: '周父', phone: '13700001111', channels: ['sms'] }]);
    expect(owed(deal, 'PB-4.8')).toMatchObject([{ status: 'open', subject: { id: stepId, type: 'deal_step', number: deal.number }, dueAt: '2026-09-19T02:00:00.000Z', owner: { userId: east.specialist.id } }]);
    await settle(east, message, seller!.id, 'accepted', { when: '2026-09-18T03:00:00.000Z' });
    await settle(east, message, buyer!.id, 'bounced');
    const progress = async () => (await stage.staff(east).agent.get(`deals/${deal.id}/progress`)).body.items;
    await until(progress, ([p]) => p.parties[1].texts[0].result === 'bounced');
    expect(await dutyOf(east, deal)).toMatchObject({ status: 'open' });
    await settle(east, message, buyer!.id, 'accepted', { version: 2, when: '2026-09-18T04:00:00.000Z' });
    expect(await until(() => dutyOf(east, deal), (o) => o.status !== 'open')).toMatchObject({ status: 'met', settledAt: '2026-09-18T04:00:00.000Z' });
    expect(await progress()).toMatchObject([{ stepId, toldAt: '2026-09-18T04:00:00.000Z', parties: [{ contact: '钱永年', knownSince: '2026-09-18T03:00:00.000Z' }, { contact: '周父', sideName: { zh: '承租方' } }] }]);
  });

  test('PB-4.8 the text decides, an e-mail beside it neither meets nor delays; one accepted after 24 hours is late', async () => {
    const { deal } = await finished(east);
    const message = await asked(east);
    const [seller, buyer] = deal.parties;
    expect(message.to.map((r) => r.channels)).toEqual([['sms'], ['sms', 'email']]);
    await settle(east, message, seller!.id, 'accepted');
    await settle(east, message, buyer!.id, 'accepted', { channel: 'email' });
    await until(async () => (await stage.staff(east).agent.get(`deals/${deal.id}/progress`)).body.items, ([p]) => p.parties[1].texts[1].result === 'accepted');
    expect(await dutyOf(east, deal)).toMatchObject({ status: 'open' });
    await settle(east, message, buyer!.id, 'accepted', { when: '2026-09-19T02:00:00.001Z' });
    expect(await until(() => dutyOf(east, deal), (o) => o.status !== 'open')).toMatchObject({ status: 'met_late', breachedAt: '2026-09-19T02:00:00.000Z' });
  });

  test('PB-4.8 told by phone or face to face is told, too: whoever knows gets no text, and the last conversation meets it', async () => {
    const parties = (deal: DealView) => deal.parties.map((p) => p.id);
    const { deal, stepId } = await finished(east);
    const [seller, buyer] = parties(deal);
    const { specialist } = stage.staff(east);
    const tell = (body: object) => specialist.send('POST', `deals/${deal.id}/progress/${stepId}/calls`, body);
    expect((await tell({ partyId: seller, channel: 'phone', at: '2026-09-18T01:59:59.999Z' })).body.errors).toMatchObject([{ code: 'before_end' }]);
    expect((await tell({ partyId: seller, channel: 'phone', at: '2026-09-20T02:00:00.000Z' })).body.errors).toMatchObject([{ code: 'future' }]);
    expect((await tell({ partyId: stepId, channel: 'phone' })).body.errors).toMatchObject([{ code: 'unknown_party' }]);
    expect((await tell({ partyId: seller, channel: 'phone', at: NOW, note: '约了看房' })).body).toMatchObject({ status: 'assigned' });
    expect((await specialist.send('POST', `deals/${deal.id}/progress/${stepId}/texts`, { phone: '13800001111' })).status).toBe(200);
    expect((await asked(east)).to.map((r) => r.key)).toEqual([buyer]);
    const { body } = await tell({ partyId: buyer, channel: 'visit', told: '周母' });
    expect(owed(body, 'PB-4.8')).toMatchObject([{ status: 'met' }]);
    const [calls] = (await specialist.get(`deals/${deal.id}/progress`)).body.items;
    expect(calls.parties).toMatchObject([{ calls: [{ channel: 'phone', told: '钱永年', by: '孙莉', note: '约了看房' }] }, { calls: [{ channel: 'visit', told: '周母' }] }]);
    expect((await stage.staff(east).colleague.send('POST', `deals/${deal.id}/progress/${stepId}/calls`, { partyId: buyer, channel: 'phone' })).body).toMatchObject({ code: 'not_the_specialist' });
  });

  test('PB-4.8 a text needs the phone of the specialist; where everybody was told in a conversation none is sent', async () => {
    await expect(finished(east, { phone: undefined })).rejects.toThrow(/"field":"phone","code":"required"/);
    await expect(finished(east, { phone: '12' })).rejects.toThrow(/"field":"phone","code":"phone"/);
    const before = await asked(east);
    const { id } = await stage.assigned(west, LEASE);
    const { specialist } = stage.staff(west);
    const [{ body: deal }, { body: list }] = await Promise.all([specialist.get(`deals/${id}`), specialist.get(`deals/${id}/steps`)]);
    const { id: stepId } = list.steps.find((s: { key: string }) => s.key === 'handover');
    const told = deal.parties.map((p: { id: string }) => ({ partyId: p.id, channel: 'phone', at: NOW }));
    const { body } = await specialist.send('POST', `deals/${id}/steps/${stepId}/finish`, { finishedAt: NOW, outOfOrderReason: '先交房', told });
    expect(owed(body, 'PB-4.8')).toMatchObject([{ status: 'met', settledAt: NOW }]);
    expect((await asked(east)).messageId).toBe(before.messageId);
    expect((await stage.published(west)).filter((e) => e.type === 'notification.message.requested.v1' && e.payload['kind'] === 'step_progress')).toEqual([]);
  });

  test('PB-4.8 R13 what was said of an end that was undone is no word about the next', async () => {
    const { deal, stepId } = await finished(west);
    const { specialist } = stage.staff(west);
    const old = await asked(west);
    await specialist.send('POST', `deals/${deal.id}/steps/${stepId}/reopen`, { reason: '读数有误' });
    await specialist.send('POST', `deals/${deal.id}/steps/${stepId}/finish`, { finishedAt: NOW, phone: '13800001111', outOfOrderReason: '先交房' });
    for (const { key, channels } of old.to) for (const channel of channels) await settle(west, old, key, 'accepted', { channel: channel as 'sms' });
    await until(async () => (await stage.read(west, (tx) => tx.manager.query('SELECT count(*)::int AS n FROM deal_message WHERE complete_at IS NOT NULL')))[0].n, (n) => n === 1);
    const both = owed((await specialist.get(`deals/${deal.id}`)).body, 'PB-4.8').map((o) => o.status);
    expect(both.toSorted()).toEqual(['cancelled', 'open']);
    const [progress] = (await specialist.get(`deals/${deal.id}/progress`)).body.items;
    expect(progress.parties.map((p: { texts: { result: string | null }[] }) => p.texts.map((t) => t.result))).toEqual([[null], [null, null]]);
    expect((await stage.staff(east).specialist.get(`deals/${deal.id}/progress`)).status).toBe(404);
  });
});
