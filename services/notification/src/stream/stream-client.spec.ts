import { EventEmitter } from 'node:events';
import { type Outlet, StreamClient } from './stream-client.ts';
import { sightOf } from './stream.rules.ts';

/** A reader that takes `room` writes and then none until it drains. */
class Reader extends EventEmitter {
  readonly got: string[] = [];
  room = Infinity;
  ended = false;
  destroyed = false;
  write(text: string): boolean {
    this.got.push(text);
    return (this.room -= 1) > 0;
  }
  end(): this { this.ended = true; return this; }
  destroy(): this { this.destroyed = true; return this; }
}

const sight = sightOf([{ units: ['a'], permissions: ['case.read'] }]);
const open = (room = Infinity) => {
  const reader = Object.assign(new Reader(), { room });
  return { reader, client: new StreamClient(reader as unknown as Outlet, 't', 'u', sight, 0) };
};

test('writes events as the format wants them, and only of what may be seen', () => {
  const { reader, client } = open();
  client.changed('case', '1', 'a');
  client.changed('case', '2', 'b');
  client.changed('obligation', '3', 'a');
  client.inbox(4);
  expect(reader.got).toEqual(['event: changed\ndata: {"topic":"case","id":"1"}\n\n', 'event: inbox\ndata: {"unread":4}\n\n']);
});

test('a slow reader costs nothing: hints are dropped, and once it drains it has to connect again', () => {
  const { reader, client } = open(1);
  for (let i = 0; i < 10_000; i += 1) client.changed('case', String(i), 'a');
  expect(reader.got).toHaveLength(1);
  expect(client.lost).toBe(9_999);
  reader.emit('drain');
  expect(reader.ended).toBe(true);
});

test('of the unread counts the newest is kept for a reader that was slow for a moment', () => {
  const { reader, client } = open(1);
  client.inbox(1);
  client.inbox(2);
  client.inbox(3);
  reader.room = Infinity;
  reader.emit('drain');
  expect(reader.got.slice(1)).toEqual(['event: inbox\ndata: {"unread":3}\n\n']);
  expect(reader.ended).toBe(false);
});

test('a ping keeps a stream alive, and one that has not read for too long is cut off', () => {
  const { reader, client } = open(2);
  expect(client.ping(Date.now(), 60_000)).toBe(false);
  expect(client.ping(Date.now(), 60_000)).toBe(false);
  expect(reader.got).toHaveLength(2);
  expect(client.ping(Date.now() + 59_000, 60_000)).toBe(false);
  expect(client.ping(Date.now() + 61_000, 60_000)).toBe(true);
  expect(reader.destroyed).toBe(true);
});
