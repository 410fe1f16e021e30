// A service made only of what the platform gives: writes events at a steady rate, and consumes them set-based. Roles by WORK, as in production.
import 'reflect-metadata';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { contractFor, DomainEvent, Event, make } from '@luyue/contracts';
import { main, OnMany, secureTable, ServiceEnvironment, startService, systemContext, TenantDatabase } from '@luyue/platform';

const require = createRequire(new URL('../../libs/platform/package.json', import.meta.url));
const { Controller, Module, Body, Post } = require('@nestjs/common');
const { Ctx, Payload } = require('@nestjs/microservices');
const { IsInt, IsString, IsUUID } = require('class-validator');

class Noted extends DomainEvent {}
IsUUID()(Noted.prototype, 'id');
IsInt()(Noted.prototype, 'n');
IsString()(Noted.prototype, 'text');
Event('bench.note.noted.v1', { key: 'id', summary: 'A note of the benchmark' })(Noted);

class Schema1700000000901 {
  name = 'Schema1700000000901';
  async up(runner) {
    for (const sql of [
      `CREATE TABLE directory_tenant (tenant_id uuid, id uuid, clock_offset_ms bigint, zone text, PRIMARY KEY (tenant_id, id))`, ...secureTable('directory_tenant'),
      `CREATE TABLE sent (tenant_id uuid, id uuid, PRIMARY KEY (tenant_id, id))`, ...secureTable('sent'),
      `CREATE TABLE seen (tenant_id uuid, id uuid, n int NOT NULL, PRIMARY KEY (tenant_id, id))`, ...secureTable('seen'),
    ]) await runner.query(sql);
  }
  async down() { throw new Error('forwards only'); }
}

class Consumer {
  async noted(events, { tx }) {
    await tx.sql({ name: 'seen', text: 'INSERT INTO seen (tenant_id, id, n) SELECT $1, * FROM unnest($2::uuid[], $3::int[])' }, [tx.tenantId, events.map((e) => e.id), events.map((e) => e.n)]);
  }
}
Payload()(Consumer.prototype, 'noted', 0);
Ctx()(Consumer.prototype, 'noted', 1);
OnMany(Noted)(Consumer.prototype, 'noted', Object.getOwnPropertyDescriptor(Consumer.prototype, 'noted'));
Controller()(Consumer);

const TEXT = '管网故障 24 小时内修复；'.repeat(8);
const TENANTS = Array.from({ length: 10 }, (_, i) => `00000000-0000-4000-8000-0000000000${String(i).padStart(2, '0')}`);

class Writer {
  constructor(database) { this.database = database; }

  /** Open loop: `rate` transactions a second for `seconds`, each with one event, whatever the ones before do. */
  async run({ rate, seconds }) {
    const started = performance.now();
    const pending = [];
    for (let n = 0; n < rate * seconds; n += 1) {
      const ahead = started + (n * 1_000) / rate - performance.now();
      if (ahead > 1) await sleep(ahead);
      const id = globalThis.crypto.randomUUID();
      pending.push(this.database.write(systemContext(TENANTS[n % TENANTS.length], false), async (tx) => {
        tx.publish(make(Noted, { id, n, text: TEXT }));
        await tx.sql({ name: 'sent', text: 'INSERT INTO sent (tenant_id, id) VALUES ($1, $2)' }, [tx.tenantId, id]);
      }));
    }
    await Promise.all(pending);
    return { written: pending.length };
  }
}
Reflect.defineMetadata('design:paramtypes', [TenantDatabase], Writer);
Reflect.defineMetadata('design:paramtypes', [Object], Writer.prototype, 'run');
Body()(Writer.prototype, 'run', 0);
Post('run')(Writer.prototype, 'run', Object.getOwnPropertyDescriptor(Writer.prototype, 'run'));
Controller('v1/bench')(Writer);

class BenchModule {}
Module({ controllers: [Consumer, Writer] })(BenchModule);

/** An event as the outbox holds it, for backlogs that are written by SQL. */
export const backlogPayload = () => JSON.stringify(make(Noted, { id: TENANTS[0], n: 1, text: TEXT }));
export const noted = () => contractFor(make(Noted, { id: TENANTS[0], n: 1, text: '' }));

if (process.env.SERVICE_NAME === 'bench') {
  await main({ Environment: ServiceEnvironment, createApp: (config) => startService({ name: 'bench', module: BenchModule, entities: [], migrations: [Schema1700000000901] }, config) });
}
