import { type DomainEvent, make, MessageSettled } from '@luyue/contracts';
import { until } from '@luyue/testing/service-stage';
import { type Brokerage, type Running, startBrokerage } from '../brokerage.harness.ts';
import { DealRecord } from '../deals/deal-record.ts';
import { StepRecord } from '../steps/step-record.ts';
import { deliveredAt, enter, type Owed, type Result } from './messages.rules.ts';
import { DealMessages } from './messages.service.ts';

const AT = '2026-09-18T03:00:00.000Z';
const owed = (key: string, copy = false): Owed => ({ key, channel: 'email', copy, result: null, version: 0, reason: null, at: null, fulfilledAt: null });
const result = (recipient: string, kind: Result['result'], version = 1, at = AT): Result => ({ recipient, channel: 'email', version, result: kind, reason: null, at });

describe('what counts as told', () => {
  test('R22 accepted once stays told when it bounces later; an older result than the one known changes nothing', () => {
    const accepted = enter([owed('buyer')], result('buyer', 'accepted'));
    const bounced = enter(accepted, result('buyer', 'bounced', 2, '2026-09-18T04:00:00.000Z'));
    expect(bounced).toMatchObject([{ result: 'bounced', fulfilledAt: AT }]);
    expect(deliveredAt(bounced)).toEqual(new Date(AT));
    expect(enter(bounced, result('buyer', 'accepted', 2))).toBe(bounced);
    expect(enter(bounced, result('stranger', 'accepted', 9))).toBe(bounced);
  });

  test('R16 a vacant copy holds nothing up, a vacant recipient does; the last of all decides when', () => {
    const later = '2026-09-18T05:00:00.000Z';
    const asked = enter([owed('finance'), owed('manager', true)], result('manager', 'vacant'));
    expect(deliveredAt(asked)).toBeNull();
    expect(deliveredAt(enter(asked, result('finance', 'vacant')))).toBeNull();
    expect(deliveredAt(enter(asked, result('finance', 'accepted', 1, later)))).toEqual(new Date(later));
    expect(deliveredAt(enter(enter([owed('finance')], result('finance', 'bounced')), result('finance', 'retried', 2, later)))).toEqual(new Date(later));
    expect(deliveredAt([])).toBeNull();
  });
});

describe('messages of a deal', () => {
  let stage: Running;
  let east: Brokerage;
  let west: Brokerage;
  beforeAll(async () => {
    stage = await startBrokerage('http,consume');
    [east, west] = [await stage.company('江州置业'), await stage.company('海州置业')];
  }, 60_000);
  afterAll(() => stage.stop());

  test('PF-13 each result is kept with its recipient, for the tenant that asked alone', async () => {
    const deal = await stage.signed(east);
    const messages = stage.get(DealMessages);
    // What becomes of a message is told to the room of its kind, which looks for its subject: a step, here.
    const subjectId = await stage.read(east, async (tx) => (await stage.get(StepRecord).of(tx, deal.id))[0]!.id);
    const id = await stage.write(east, async (tx) => messages.send(tx, await stage.get(DealRecord).lock(tx, deal.id), {
      kind: 'step_progress', clauseId: 'PB-4.8', subjectId, unitId: east.department, values: {}, to: [{ key: 'buyer', person: 'outside', name: '周子涵', phone: '13900007702', language: 'zh', channels: ['sms', 'email'], copy: false }],
    }));
    const settled = (channel: 'sms' | 'email', kind: Result['result'], version = 1): DomainEvent => make(MessageSettled, { messageId: id, version, context: 'property-brokerage', recipient: 'buyer', channel, result: kind, levelsUp: 0, providerId: null, reason: null, at: AT });
    await stage.publish(west, [settled('email', 'bounced')]);
    await stage.publish(east, [settled('sms', 'accepted'), settled('email', 'bounced'), settled('email', 'retried', 2)]);
    const [told] = await until(() => stage.read(east, (tx) => messages.ofSubjects(tx, [subjectId])), ([m]) => m?.completeAt !== null);
    expect(told).toMatchObject({ id, kind: 'step_progress', owed: [{ channel: 'sms', result: 'accepted' }, { channel: 'email', result: 'retried', version: 2 }] });
    expect(await stage.read(west, (tx) => messages.ofSubjects(tx, [subjectId]))).toEqual([]);
  });
});
