import type { Delivered } from '../brokers/broker.ts';
import { batchesOf } from './dispatcher.ts';

const told = (type: string, eventId: string): Delivered => ({ type, eventId }) as Delivered;
const shape = (...messages: Delivered[]): string[] => batchesOf(messages).map((batch) => batch.map((m) => m.eventId).join(' '));
const SETTLED = 'notification.message.settled.v1';
const USER = 'tenancy.user.changed.v1';
const ANSWERED = 'utility-care.transfer.answered.v1';
const REQUESTED = 'property-brokerage.utility-transfer.requested.v1';

test('PF-10 an event that crosses is applied by itself, so that its second transaction never waits for rows of the first; all keep their order', () => {
  expect(shape()).toEqual([]);
  expect(shape(told(SETTLED, '1'), told(USER, '2'))).toEqual(['1 2']);
  expect(shape(told(SETTLED, '1'), told(ANSWERED, '2'), told(SETTLED, '3'), told(USER, '4'))).toEqual(['1', '2', '3 4']);
  expect(shape(told(ANSWERED, '1'), told(ANSWERED, '2'), told(REQUESTED, '3'), told(USER, '4'))).toEqual(['1', '2', '3', '4']);
});
