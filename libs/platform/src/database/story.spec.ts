import { IsString } from 'class-validator';
import { DataSource } from 'typeorm';
import { DomainEvent, Event } from '@luyue/contracts';
import { newId } from '@luyue/kernel';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { type Context, systemContext } from '../auth/context.ts';
import { migrate } from './migrate.ts';
import { secureTable } from './row-security.ts';
import { statement } from './statements.ts';
import { TenantDatabase } from './tenant-database.ts';

@Event('test.story.told.v1', { key: 'id', summary: 'Something happened' })
class StoryTold extends DomainEvent {
  @IsString() id: string;
}

class Notes1700000000903 {
  name = 'Notes1700000000903';
  async up(runner: { query: (sql: string) => Promise<unknown> }): Promise<void> {
    for (const sql of [`CREATE TABLE note (tenant_id uuid, text text, at timestamptz, PRIMARY KEY (tenant_id, text))`, ...secureTable('note')]) await runner.query(sql);
  }
  async down(): Promise<void> { throw new Error('forwards only'); }
}
const PUT = statement('note_put', 'INSERT INTO note (tenant_id, text, at) VALUES ($1, $2, $3)');
const NOTES = statement('note_all', 'SELECT text, at FROM note WHERE tenant_id = $1 ORDER BY at');
const LEFT = statement('note_outbox', `SELECT at FROM outbox WHERE tenant_id = $1 ORDER BY at`);

let clone: TestDatabase;
let source: DataSource;
let database: TenantDatabase;
beforeAll(async () => {
  clone = await testDatabase({ name: 'story-test', migrate: async (owner) => void (await migrate('story-test', owner, [Notes1700000000903])) });
  source = await new DataSource({ type: 'postgres', url: clone.app, entities: [], extra: { pipeline: true } }).initialize();
  database = new TenantDatabase(source);
});
afterAll(async () => {
  await source.destroy();
  await clone.drop();
});

const day = (date: number): Date => new Date(Date.UTC(2026, 8, date));
const at = (of: Context, date: number): Context => ({ ...of, at: day(date) });
const put = (ctx: Context, text: string): Promise<void> => database.write(ctx, async (tx) => {
  await tx.sql(PUT, [tx.tenantId, text, tx.now]);
  tx.publish(Object.assign(new StoryTold(), { id: text }));
});
const notes = (ctx: Context) => database.read(ctx, (tx) => tx.sql<{ text: string; at: Date }>(NOTES, [tx.tenantId]));
const all = (): boolean => true;

it('each step is at its own time, sees those before, and what concerns nobody any more leaves no event', async () => {
  const of = systemContext(newId(), false);
  await database.story(of, (type, when) => type === 'test.story.told.v1' && when > day(1), async () => {
    await put(at(of, 1), '签订');
    await put(at(of, 2), '接单');
    expect((await notes(at(of, 2))).map((n) => n.text)).toEqual(['签订', '接单']);
  });
  expect(await notes(of)).toEqual([{ text: '签订', at: day(1) }, { text: '接单', at: day(2) }]);
  expect(await database.read(of, (tx) => tx.sql(LEFT, [tx.tenantId]))).toEqual([{ at: day(2) }]);
});

it('one that breaks off leaves nothing', async () => {
  const of = systemContext(newId(), false);
  await expect(database.story(of, all, async () => {
    await put(at(of, 1), '签订');
    throw new Error('refused');
  })).rejects.toThrow('refused');
  expect(await notes(of)).toEqual([]);
  expect(await database.read(of, (tx) => tx.sql(LEFT, [tx.tenantId]))).toEqual([]);
});

it('a step without its time, or of another tenant, is none of it', async () => {
  const [of, other] = [systemContext(newId(), false), systemContext(newId(), false)];
  await expect(database.story(of, all, () => put(of, '现在'))).rejects.toThrow('each of its steps has its time');
  await expect(database.story(of, all, () => put(at(other, 1), '别家'))).rejects.toThrow('of one tenant');
  expect(await notes(other)).toEqual([]);
});

it('beside a story everybody has transactions of their own', async () => {
  const of = systemContext(newId(), false);
  const beside = systemContext(newId(), false);
  let told!: () => void;
  const gate = new Promise<void>((resolve) => { told = resolve; });
  const story = database.story(of, all, () => gate);
  await put(beside, '旁边');
  expect((await notes(beside)).map((n) => n.text)).toEqual(['旁边']);
  told();
  await story;
});
