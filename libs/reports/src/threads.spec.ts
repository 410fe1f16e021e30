import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pino from 'pino';
import { type ThreadOptions, Threads, ThreadTimeout } from './threads.ts';

const TASKS = `
  import { on } from 'node:events';
  export const double = (n) => n * 2;
  export const fail = () => { throw new RangeError('no such form'); };
  export const spin = () => { for (;;); };
  export const hoard = () => { const kept = []; for (;;) kept.push(new Array(10_000).fill(kept.length)); };
  export async function echo({ port, times }) {
    for await (const [said] of on(port, 'message', { close: ['close'] })) {
      if (times-- === 0) throw new Error('said enough');
      port.postMessage('re: ' + said);
    }
  }`;

let folder: string;
const open: Threads[] = [];
function threads(more: Partial<ThreadOptions> = {}): Threads {
  const made = new Threads(pathToFileURL(join(folder, 'tasks.mjs')), { threads: 1, tasksEach: 1, memoryMb: 64, ...more }, pino({ level: 'silent' }));
  open.push(made);
  return made;
}
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'luyue-threads-'));
  writeFileSync(join(folder, 'tasks.mjs'), TASKS);
});
afterAll(async () => {
  await Promise.all(open.map((each) => each.close()));
  rmSync(folder, { recursive: true });
});

describe('PF-15 work in threads', () => {
  test('a task answers, or fails with its own error', async () => {
    expect(await threads().run('double', 21)).toBe(42);
    await expect(threads().run('fail', null)).rejects.toThrow('no such form');
  });

  test('one that does not end is ended, and the next one runs', async () => {
    const short = threads({ timeoutMs: 1_500 });
    await expect(short.run('spin', null)).rejects.toThrow(ThreadTimeout);
    expect(await short.run('double', 1)).toBe(2);
  });

  test('one that takes too much memory is ended, and the next one runs', async () => {
    const small = threads({ memoryMb: 16 });
    await expect(small.run('hoard', null)).rejects.toMatchObject({ code: 'ERR_WORKER_OUT_OF_MEMORY' });
    expect(await small.run('double', 1)).toBe(2);
  });

  test('with a hundred waiting the next is told so', async () => {
    const one = threads();
    const conversation = one.converse('echo', { times: 9 });
    const waiting = Array.from({ length: 100 }, (_, i) => one.run('double', i));
    await expect(one.run('double', 1)).rejects.toMatchObject({ options: { status: 503, code: 'busy' } });
    conversation.close();
    expect((await Promise.all(waiting)).at(-1)).toBe(198);
  });

  test('questions are answered one by one, until the task fails or nobody asks any more', async () => {
    const two = threads({ tasksEach: 2 });
    const [a, b] = [two.converse<string, string>('echo', { times: 2 }), two.converse<string, string>('echo', { times: 9 })];
    expect([await a.ask('1'), await b.ask('2'), await a.ask('3')]).toEqual(['re: 1', 're: 2', 're: 3']);
    await expect(a.ask('4')).rejects.toThrow('said enough');
    await expect(a.ask('5')).rejects.toThrow('said enough');
    expect(await b.ask('6')).toBe('re: 6');
    b.close();
    expect(await two.run('double', 4)).toBe(8);
  });
});
