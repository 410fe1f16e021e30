import { type Maker, type Running, startChannel } from '../channel.harness.ts';
import type { TravelClaimView } from './claim-views.ts';

let stage: Running;
beforeAll(async () => { stage = await startChannel(); }, 60_000);
afterAll(() => stage.stop());

const keep = (at: Maker, month: string, lines: object[], headers = {}) => stage.staff(at).li.send<TravelClaimView & { status: string; errors: object[] }>('PUT', `travel-claims/own/${month}`, { lines }, headers);
const act = (at: Maker, by: 'li' | 'assistant' | 'wang', claim: { id: string }, verb: string, body: object = {}) => stage.staff(at)[by].send('POST', `travel-claims/${claim.id}/${verb}`, body);
const owed = async (at: Maker): Promise<string[]> => (await stage.staff(at).manager.get('obligations?clauseId=OC-3.1.4a&limit=50')).body.items.map((o: { status: string; dueAt: string }) => `${o.status} ${o.dueAt}`).toSorted();
const line = (onDate: string, amount: string, tripId?: string) => ({ onDate, kind: 'fare', text: '兰州至天水', amount, ...(tripId && { tripId }) });

/** Somebody posted since 1 January, and an approved trip of 10 to 12 February. */
async function travelled(name: string, now: string, policies: Record<string, unknown> = {}) {
  const at = await stage.maker(name, '2026-02-01T02:00:00.000Z', policies);
  const { person } = await stage.posted(at, '陇东', 'li', '2026-01-01');
  const trip = await stage.must(stage.staff(at).li.send('POST', 'trips', { purpose: '巡检', destination: '天水', fromOn: '2026-02-10', toOn: '2026-02-12' }));
  await stage.must(stage.staff(at).headquarters.send('POST', `trips/${trip.id}/decide`, { decision: 'approved' }));
  await stage.moveTo(at, now);
  return { at, person, trip };
}

test('OC-3.1.4a February is owed by 24:00 of 10 March and met when the department receives it (reading 12)', async () => {
  const { at, trip } = await travelled('单据通信', '2026-03-10T20:00:00+08:00');
  const { body: claim } = await keep(at, '2026-02', [line('2026-02-10', '120.50', trip.id)]);
  expect(claim).toMatchObject({ status: 'draft', metBy: 'received', claimed: '120.50', payable: '120.50', obligations: [{ clauseId: 'OC-3.1.4a', status: 'open', dueAt: '2026-03-10T16:00:00.000Z' }], lines: [{ tripNumber: trip.number, status: 'claimed' }] });
  expect(await owed(at)).toContain('open 2026-03-10T16:00:00.000Z');
  await stage.must(act(at, 'li', claim, 'post'));
  expect(await owed(at)).toContain('open 2026-03-10T16:00:00.000Z');
  expect((await act(at, 'assistant', claim, 'receive')).body).toMatchObject({ status: 'received', receivedBy: '小秦' });
  expect(await owed(at)).toContain('met 2026-03-10T16:00:00.000Z');
  expect((await act(at, 'assistant', claim, 'settle')).body).toMatchObject({ status: 'settled', paid: '120.50' });
  expect((await act(at, 'assistant', claim, 'settle')).body).toMatchObject({ status: 409, code: 'transition_refused', clause: 'OC-3.1.4a' });
  expect([(await stage.staff(at).li.get('travel-claims?mine=true')).body.items, (await stage.staff(at).assistant.get('travel-claims?mine=true')).body.items]).toMatchObject([[{ id: claim.id, userId: at.people.li.id }], []]);
});

test('OC-3.1.4a a minute after the tenth is late; where posting counts, the tracking number meets it', async () => {
  const { at, trip } = await travelled('迟寄通信', '2026-03-11T00:01:00+08:00');
  const { body: claim } = await keep(at, '2026-02', [line('2026-02-10', '1', trip.id)]);
  await stage.must(act(at, 'li', claim, 'post'));
  await stage.must(act(at, 'assistant', claim, 'receive'));
  expect(await owed(at)).toContain('met_late 2026-03-10T16:00:00.000Z');
  const by = await travelled('寄出通信', '2026-03-10T20:00:00+08:00', { 'oc.claim.metBy': 'posted' });
  const { body: posted } = await keep(by.at, '2026-02', [line('2026-02-10', '1', by.trip.id)]);
  expect((await act(by.at, 'li', posted, 'post')).body).toMatchObject({ status: 400, clause: 'OC-3.1.4a', errors: [{ field: 'trackingNumber', code: 'required' }] });
  await stage.must(act(by.at, 'li', posted, 'post', { trackingNumber: 'SF1234567890' }));
  expect(await owed(by.at)).toContain('met 2026-03-10T16:00:00.000Z');
});

test('OC-3.1.4a every whole month is owed while somebody is posted; that of their leaving is not', async () => {
  const { at, person } = await travelled('逐月通信', '2026-02-15T02:00:00.000Z');
  expect(await owed(at)).toEqual(['open 2026-02-10T16:00:00.000Z', 'open 2026-03-10T16:00:00.000Z']);
  await stage.must(stage.staff(at).manager.send('POST', `staff/${person.id}/leave`, { on: '2026-02-20', reason: '辞职' }));
  expect(await owed(at)).toEqual(['cancelled 2026-03-10T16:00:00.000Z', 'open 2026-02-10T16:00:00.000Z']);
});

test('OC-3.1.4b a line without an approved trip covering its date is refused, the other lines go on (reading 13)', async () => {
  const { at, trip } = await travelled('逐行通信', '2026-03-05T02:00:00.000Z');
  const asked = await stage.must(stage.staff(at).li.send('POST', 'trips', { purpose: '未批', destination: '定西', fromOn: '2026-02-20', toOn: '2026-02-21' }));
  const { body: claim } = await keep(at, '2026-02', [line('2026-02-10', '100', trip.id), line('2026-02-13', '50.25', trip.id), line('2026-02-20', '30', asked.id), line('2026-02-15', '20')]);
  const { body: posted } = await act(at, 'li', claim, 'post');
  expect(posted.lines.map((l: { status: string; refusal: { code: string } | null }) => `${l.status} ${l.refusal?.code ?? ''}`)).toEqual(['claimed ', 'refused not_covered', 'refused not_approved', 'refused no_trip']);
  expect(posted).toMatchObject({ status: 'posted', claimed: '200.25', refused: '100.25', payable: '100.00' });
  expect((await keep(at, '2026-02', [])).body).toMatchObject({ status: 409, code: 'posted', clause: 'OC-3.1.4a' });
});

test('OC-3.1.4b a line proven false: refused, the penalty booked on the claim, once', async () => {
  const { at, trip } = await travelled('假单通信', '2026-03-05T02:00:00.000Z');
  const { body: claim } = await keep(at, '2026-02', [line('2026-02-10', '100', trip.id), line('2026-02-11', '80', trip.id)]);
  const find = (n: number, body: object, by: 'assistant' | 'li' = 'assistant') => act(at, by, claim, `lines/${claim.lines[n]!.id}/false`, { proof: '票据号重复', penalty: { kind: 'share', value: '50' }, deduction: 10, ...body });
  expect((await find(1, {})).body).toMatchObject({ status: 409, code: 'not_under_check' });
  await stage.must(act(at, 'li', claim, 'post'));
  expect((await find(1, {}, 'li')).body).toMatchObject({ status: 403, permission: 'travelClaim.settle' });
  for (const value of ['0', '-1', '1.001', 'x']) expect((await find(1, { penalty: { kind: 'amount', value } })).body.errors).toMatchObject([{ field: 'penalty.value' }]);
  expect((await find(1, { deduction: 101 })).status).toBe(400);
  expect((await find(1, {})).body).toMatchObject({ refused: '80.00', penalties: '40.00', payable: '60.00', lines: [{ status: 'claimed' }, { status: 'false', finding: { penalty: '40.00', penaltyText: '50%', deduction: 10, by: '小秦' } }] });
  expect((await find(1, {})).body).toMatchObject({ status: 409, code: 'transition_refused' });
  expect((await act(at, 'assistant', claim, `lines/${claim.lines[0]!.id}/refuse`, { reason: '无原件' })).body).toMatchObject({ payable: '0.00', lines: [{ status: 'refused', refusal: { by: '小秦' } }, {}] });
});

test('OC-3.1.4b a line proven false after the settlement: what was paid stays, what is to be taken back is booked, once for each line', async () => {
  const { at, trip } = await travelled('追回通信', '2026-03-05T02:00:00.000Z');
  const other = await stage.maker('不相干通信');
  const { body: claim } = await keep(at, '2026-02', [line('2026-02-10', '100', trip.id), line('2026-02-11', '80', trip.id), line('2026-02-12', '60', trip.id), line('2026-02-13', '50', trip.id)]);
  const find = (n: number, value: string, on: Maker = at) => act(on, 'assistant', claim, `lines/${claim.lines[n]!.id}/false`, { proof: '承运人证实没有这次车', penalty: { kind: 'share', value }, deduction: 5 });
  expect((await find(0, '50')).body).toMatchObject({ status: 409, code: 'not_under_check', allowed: ['posted', 'received', 'settled'] });
  await stage.must(act(at, 'li', claim, 'post'));
  // 70 of penalty before the settlement; the day that no trip covers is refused.
  expect((await find(2, '116.67')).body).toMatchObject({ penalties: '70.00', payable: '110.00', recover: '0.00' });
  for (const verb of ['receive', 'settle']) await stage.must(act(at, 'assistant', claim, verb));
  expect((await act(at, 'assistant', claim, `lines/${claim.lines[0]!.id}/refuse`, { reason: '无原件' })).body).toMatchObject({ status: 409, code: 'not_under_check', allowed: ['posted', 'received'] });
  const settled = { status: 'settled', claimed: '290.00', refused: '110.00', penalties: '70.00', payable: '110.00', paid: '110.00' };
  expect((await find(0, '50')).body).toMatchObject({ ...settled, recover: '150.00', lines: [{ status: 'false', finding: { penalty: '50.00', recover: '150.00', scoreMonth: '2026-02' } }, {}, { finding: { recover: null } }, {}] });
  // Only 10 of what was paid are left; nothing was paid for the refused one.
  expect((await find(1, '100')).body).toMatchObject({ ...settled, recover: '240.00', lines: [{}, { finding: { recover: '90.00' } }, {}, {}] });
  expect((await find(3, '20')).body).toMatchObject({ ...settled, recover: '250.00', lines: [{}, {}, {}, { status: 'false', refusal: { code: 'not_covered' }, finding: { recover: '10.00' } }] });
  expect((await find(0, '50')).body).toMatchObject({ status: 409, code: 'transition_refused', clause: 'OC-3.1.4b' });
  expect((await find(0, '50', other)).status).toBe(404);
  expect((await stage.staff(at).manager.get('travel-claims?status=settled')).body.items).toMatchObject([{ paid: '110.00', recover: '250.00' }]);
});

test('OC-3.1.4a dates, amounts and months that are none are refused by field, and nothing is kept', async () => {
  const { at, trip } = await travelled('错行通信', '2026-03-05T02:00:00.000Z');
  const bad: [object, string][] = [[line('2026-03-01', '1', trip.id), 'lines.0.onDate'], [line('2026-02-10', '0', trip.id), 'lines.0.amount'], [line('2026-02-10', '1.005', trip.id), 'lines.0.amount'], [line('2026-02-10', '1', at.department), 'lines.0.tripId']];
  for (const [each, field] of bad) expect((await keep(at, '2026-02', [each])).body).toMatchObject({ status: 400, errors: [{ field }] });
  expect((await keep(at, '2026-04', [])).body).toMatchObject({ errors: [{ field: 'month', code: 'future' }] });
  expect((await keep(at, '2026-2', [])).status).toBe(400);
  expect((await stage.staff(at).manager.get('travel-claims')).body.items).toEqual([]);
  await stage.must(keep(at, '2026-02', []));
  expect((await keep(at, '2026-02', [], { 'if-match': '"1"' })).status).toBe(412);
});

test('claims of another company are none (PF-4); everybody posts their own', async () => {
  const [{ at, trip }, other] = [await travelled('界通信', '2026-03-05T02:00:00.000Z'), await stage.maker('外通信')];
  await stage.employ(at, 'wang');
  await stage.employ(other, 'li');
  const { body: claim } = await keep(at, '2026-02', [line('2026-02-10', '1', trip.id)]);
  expect((await act(at, 'wang', claim, 'post')).body).toMatchObject({ status: 422, code: 'not_yours' });
  for (const verb of ['post', 'receive', 'settle']) expect((await act(other, verb === 'post' ? 'li' : 'assistant', claim, verb)).status).toBe(404);
  expect((await stage.staff(other).manager.get(`travel-claims/${claim.id}`)).status).toBe(404);
  expect((await keep(other, '2026-02', [line('2026-02-10', '1', trip.id)])).body.errors).toMatchObject([{ field: 'lines.0.tripId', code: 'unknown_trip' }]);
  expect((await stage.staff(other).manager.get('travel-claims')).body.items).toEqual([]);
  expect((await stage.staff(at).manager.get(`travel-claims?staffId=${claim.staffId}&month=2026-02&status=draft`)).body.items).toMatchObject([{ id: claim.id, staffName: '李客户' }]);
  expect((await stage.station(at).get('travel-claims')).status).toBe(403);
});
