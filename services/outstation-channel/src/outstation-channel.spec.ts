import { setTimeout as sleep } from 'node:timers/promises';
import { Obligations } from '@luyue/obligations';
import { type Place, type ServiceStage, serviceStage, until } from '@luyue/testing/service-stage';
import * as service from './app.module.ts';

let stage: ServiceStage;
let east: Place;
let west: Place;
beforeAll(async () => {
  stage = await serviceStage(service, { work: 'http,relay,consume' });
  [east, west] = [await stage.tenant('城东', { modules: ['outstation-channel'], regulations: ['platform'] }), await stage.tenant('城西', { modules: ['outstation-channel'], regulations: ['platform'] })];
}, 60_000);
afterAll(() => stage.stop());

/** An obligation that every service can have; its own clauses come with its rooms. */
const owe = (place: Place, title: string) => stage.write(place, (tx) => stage.get(Obligations).open(tx, [
  { clauseId: 'PF-13', parameter: 'pf.notice.retryHours', subject: { type: 'notice', id: place.unitId, number: '1', title }, unitId: place.unitId, startedAt: tx.now },
]));
const reader = { permissions: ['obligation.read'] };

test('PF-18 the service boots, is ready, and describes itself', async () => {
  const get = async (path: string) => (await fetch(`http://127.0.0.1:${stage.port}/${path}`)).json() as Promise<{ status: string; paths: Record<string, unknown> }>;
  expect((await get('health')).status).toBe('ok');
  expect((await get('ready')).status).toBe('ok');
  expect(Object.keys((await get('openapi.json')).paths)).toContain('/v1/outstation-channel/obligations');
});

test('PF-4 a tenant sees its own rows and none of another; a foreign id is as unknown as one that never was', async () => {
  const [mine] = await owe(east, '城东的');
  await owe(west, '城西的');
  const seen = await stage.ask(east, 'GET', 'obligations', reader);
  expect(seen.body.items.map((o: { subject: { title: string } }) => o.subject.title)).toEqual(['城东的']);
  expect((await stage.ask(east, 'GET', `obligations/${mine!.id}`, reader)).status).toBe(200);
  expect((await stage.ask(west, 'GET', `obligations/${mine!.id}`, reader)).status).toBe(404);
  expect((await stage.ask(east, 'GET', 'obligations')).status).toBe(403);
});

test('an event leaves with the commit of its fact, once, and not without it', async () => {
  const heard: string[] = [];
  const subscription = await stage.broker.subscribe('outstation-channel-spec', ['obligations.obligation'], async (batch) => { heard.push(...batch.map((message) => message.eventId)); });
  await expect(stage.write(east, async (tx) => {
    await stage.get(Obligations).open(tx, [{ clauseId: 'PF-13', parameter: 'pf.notice.retryHours', subject: { type: 'notice', id: east.id, number: '2', title: '不算数' }, unitId: east.unitId, startedAt: tx.now }]);
    throw new Error('lost');
  })).rejects.toThrow('lost');
  await owe(east, '算数');
  const left = () => stage.read(east, (tx) => tx.manager.query<unknown[]>('SELECT 1 FROM outbox'));
  await until(async () => [heard.length, (await left()).length], ([n, waiting]) => n! >= 3 && waiting === 0);
  await sleep(200);
  expect(heard).toHaveLength(3);
  expect(new Set(heard).size).toBe(3);
  await subscription.close();
});
