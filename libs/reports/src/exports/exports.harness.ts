import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Injectable, Module } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import { DataSource } from 'typeorm';
import { make, TenantChanged, UserChanged } from '@luyue/contracts';
import { Directory, Directory1700000000002, DirectoryModule, replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, InternalTokenSigner, LOG, migrate, type RunningService, type ServiceDefinition, startService, statement, systemContext, TenantDatabase, TenantTurns, unitsOf } from '@luyue/platform';
import { emptyDatabase, testDatabase } from '@luyue/testing';
import { Workbooks } from '../workbooks/workbooks.ts';
import { DECLARED_EXPORTS, type DeclaredExport } from './declared-export.ts';
import { EXPORT_FILES } from './export-files.ts';
import { ExportJob } from './export-job.entity.ts';
import { ExportRunner } from './export-runner.ts';
import { Exports1700000000007 } from './exports.migration.ts';
import { ExportsModule } from './exports.module.ts';

export class StaffFilter {
  @IsOptional() @IsIn(['yes', 'no']) active?: 'yes' | 'no';
}

const PAGE = 40;
const STAFF = statement('test_staff', `
  SELECT id, name, staff_number AS "staffNumber", active FROM directory_user
  WHERE tenant_id = $1 AND ($2::text IS NULL OR active = ($2 = 'yes')) AND ($3::uuid[] IS NULL OR unit_id = ANY ($3)) AND ($4::text IS NULL OR staff_number > $4) ORDER BY staff_number LIMIT ${PAGE + 1}`);

/** The staff of a tenant, from the directory's own table. `beforePage` lets a test look on, or spoil it. */
@Injectable()
export class StaffExport implements DeclaredExport<StaffFilter> {
  readonly permission = 'staff.export';
  readonly title = { zh: '员工名册', en: 'Staff' };
  readonly filter = StaffFilter;
  readonly columns = [{ key: 'staffNumber', zh: '工号', en: 'staff number' }, { key: 'name', zh: '姓名', en: 'name' }];
  beforePage: (cursor: string | null) => Promise<void> | void = () => undefined;

  constructor(private readonly database: TenantDatabase) {}

  async total(): Promise<number> { return 100; }

  async rows(ctx: Context, filter: StaffFilter, cursor: string | null) {
    await this.beforePage(cursor);
    const units = unitsOf(ctx, this.permission);
    const rows = await this.database.read(ctx, (tx) => tx.sql<{ name: string; staffNumber: string }>(STAFF, [tx.tenantId, filter.active ?? null, units === 'all' ? null : units, cursor]));
    const shown = rows.slice(0, PAGE);
    return { rows: shown.map(({ name, staffNumber }) => ({ name, staffNumber })), nextCursor: rows.length > PAGE ? shown.at(-1)!.staffNumber : null };
  }
}

/** An export without a filter. */
@Injectable()
export class PlainExport implements DeclaredExport {
  readonly permission = 'staff.export';
  readonly title = { zh: '清单', en: 'List' };
  readonly columns = [{ key: 'n', zh: '序号', en: 'no.', kind: 'number' as const }];
  async rows() { return { rows: [{ n: 1 }], nextCursor: null }; }
}

@Module({ providers: [StaffExport, PlainExport], exports: [StaffExport, PlainExport] })
class StaffModule {}

@Module({ imports: [DirectoryModule.forRoot({ consume: false }), ExportsModule.forRoot('reports-test', { imports: [StaffModule], exports: { staff: StaffExport, plain: PlainExport } })] })
class Room {}

const definition: ServiceDefinition = { name: 'reports-test', module: Room, entities: [ExportJob], migrations: [Directory1700000000002, Exports1700000000007] };

export interface Person { tenantId: string; userId: string; unitId: string; sandbox: boolean }
export interface Answer { status: number; body: any; bytes: Buffer; headers: Headers }

/** A service with two exports on a real database. Its runner's loop stands still: a test takes each turn itself. */
export class ExportsHarness {
  private constructor(readonly service: RunningService, readonly folder: string, private readonly signer: InternalTokenSigner, private readonly close: () => Promise<unknown>) {}

  static async start(): Promise<ExportsHarness> {
    const folder = await mkdtemp(join(tmpdir(), 'luyue-exports-'));
    const database = await testDatabase({ name: definition.name, migrate: async (owner) => void (await migrate(definition.name, owner, definition.migrations)) });
    const log = await emptyDatabase();
    const keys = generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
    const service = await startService(definition, {
      SERVICE_NAME: definition.name, PORT: 0, HOST: '127.0.0.1', DATABASE_URL: database.app, DATABASE_RELAY_URL: database.relay, BROKER: 'embedded', BROKER_DATABASE_URL: log.url,
      INTERNAL_PUBLIC_KEY: keys.publicKey, DATA_DIR: folder, LOG_LEVEL: 'silent', WORK: 'sweep',
    } as never);
    return new ExportsHarness(service, folder, new InternalTokenSigner(keys.privateKey), () => Promise.all([database.drop(), log.drop(), rm(folder, { recursive: true, force: true })]));
  }

  async stop(): Promise<void> {
    await this.service.stop();
    await this.close();
  }

  /** A tenant with a hundred people in two units, every tenth of whom has left. */
  async tenant(sandbox = false): Promise<Person> {
    const person = { tenantId: newId(), userId: newId(), unitId: newId(), sandbox };
    await this.setClock(person, 0, 1);
    await this.write(person, async (tx) => {
      const elsewhere = newId();
      for (let i = 0; i < 100; i += 1) await replicas.user(tx, make(UserChanged, { id: newId(), version: 1, name: `员工${i}`, title: '', staffNumber: String(i).padStart(4, '0'), unitId: i % 2 ? elsewhere : person.unitId, roles: [], active: i % 10 > 0 }));
    });
    return person;
  }

  /** Moves a sandbox's clock ahead by so many days. */
  setClock({ tenantId, sandbox }: Person, days: number, version: number): Promise<void> {
    return this.write({ tenantId, sandbox }, (tx) => replicas.tenant(tx, make(TenantChanged, { id: tenantId, version, name: '城东', kind: 'company', parentId: null, path: [tenantId], sandbox, sandboxOf: null, clockOffsetMs: days * 86_400_000, zone: 'Asia/Shanghai', modules: [], status: 'active' })));
  }

  async call(person: Person, method: string, path: string, body?: object, more: { permissions?: string[]; units?: string[] | 'all'; language?: string; key?: string; clientId?: string } = {}): Promise<Answer> {
    const { permissions = ['staff.export'], units = 'all', language = 'zh', key, clientId } = more;
    const { tenantId, unitId, sandbox } = person;
    const token = this.signer.seal({ tenantId, userId: clientId ? null : person.userId, userName: '何静', unitId, grants: [{ units, permissions }], sandbox, modules: [], clientId }, 60);
    const response = await fetch(`http://127.0.0.1:${this.service.port}/v1/reports-test/exports${path}`, {
      method, body: body && JSON.stringify(body), headers: { 'x-luyue-context': token, 'accept-language': language, ...(body && { 'content-type': 'application/json' }), ...(key && { 'idempotency-key': key }) },
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, bytes, headers: response.headers, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(bytes.toString()) : null };
  }

  /** Another process of the same service: it has a runner of its own. */
  runner(...works: string[]): ExportRunner {
    const { app } = this.service;
    return new ExportRunner(app.get(DataSource), app.get(TenantDatabase), app.get(Directory), app.get(Workbooks, { strict: false }), app.get(DECLARED_EXPORTS, { strict: false }), app.get(EXPORT_FILES, { strict: false }), new Set(works), app.get(LOG), app.get(TenantTurns));
  }

  get staff(): StaffExport { return this.service.app.get(StaffExport, { strict: false }); }

  row(person: Person, id: string): Promise<ExportJob> { return this.service.app.get(TenantDatabase).read(systemContext(person.tenantId, person.sandbox), (tx) => tx.get(ExportJob, id)); }

  /** What a kill leaves behind: the job runs, and nobody renews its lease any more. */
  async killed(person: Person, id: string): Promise<void> {
    await this.write(person, (tx) => tx.manager.query(`UPDATE export_job SET lease_until = now() - interval '1 second' WHERE tenant_id = $1 AND id = $2 AND status = 'running'`, [person.tenantId, id]));
  }

  /** Files of a job on the disk. */
  async files({ tenantId }: Person, id: string): Promise<string[]> {
    const found = await readdir(join(this.folder, 'exports', definition.name, tenantId, id), { recursive: true, withFileTypes: true }).catch(() => []);
    return found.filter((entry) => entry.isFile()).map(({ name }) => name);
  }

  private async write({ tenantId, sandbox }: Pick<Person, 'tenantId' | 'sandbox'>, work: Parameters<TenantDatabase['write']>[1]): Promise<void> {
    await this.service.app.get(TenantDatabase).write(systemContext(tenantId, sandbox), work);
  }
}
