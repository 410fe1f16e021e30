import pino from 'pino';
import { DataSource } from 'typeorm';
import { make, type TenantChanged, UnitChanged, UserChanged } from '@luyue/contracts';
import { Directory, Directory1700000000002, replicas } from '@luyue/directory';
import { Money, newId } from '@luyue/kernel';
import { type Context, type Grant, migrate, systemContext, TenantDatabase, TenantTurns, type Tx } from '@luyue/platform';
import { testDatabase, type TestDatabase } from '@luyue/testing';
import { ApprovalList } from './approval-list.ts';
import { settingsOf } from './approval-options.ts';
import { ApprovalChain, ApprovalDelegation, ApprovalRequest, ApprovalSeat } from './approval.entity.ts';
import { Approvals1700000000006 } from './approvals.migration.ts';
import { Approvals, type Decision } from './approvals.ts';
import type { Step } from './approvals.rules.ts';
import { Chains } from './chains.ts';
import { Delegations } from './delegations.ts';
import { Seats } from './seats.ts';
import { TimeOuts } from './time-outs.ts';

export const APPROVAL_ENTITIES = [ApprovalRequest, ApprovalSeat, ApprovalChain, ApprovalDelegation];
export const APPROVAL_MIGRATIONS = [Directory1700000000002, Approvals1700000000006];
export const MATTERS = {
  payment_slip: { title: { zh: '付款单', en: 'Payment slip' }, chain: [{ roles: ['supervisor'], mode: 'any' }, { roles: ['department_manager'], mode: 'any', fromAmount: '10000' }] satisfies Step[] },
  trip: { title: { zh: '出差', en: 'Trip' }, chain: [{ roles: ['supervisor', 'department_finance'], mode: 'all', timeoutHours: 24 }] satisfies Step[] },
  superior: { title: { zh: '报主管上级', en: 'To the superior' }, chain: [{ roles: ['unit_manager'], mode: 'any', above: true }] satisfies Step[], kept: true },
  gift: { title: { zh: '赠品', en: 'Gift' }, chain: [{ roles: ['supervisor', 'department_manager'], mode: 'any' }] satisfies Step[] },
};
export const ROLES = ['supervisor', 'department_manager', 'department_finance', 'unit_manager', 'specialist'];
export const NOW = '2026-11-24T02:00:00.000Z';

/** A company, a department below it, a shop below that; its clock stands where the test puts it. */
export interface Place { ctx: Context; company: string; department: string; shop: string }

export class ApprovalHarness {
  readonly directory = new Directory();
  readonly chains: Chains;
  readonly delegations: Delegations;
  readonly approvals: Approvals;
  readonly list: ApprovalList;
  private readonly seats: Seats;
  private readonly settings = settingsOf('property-brokerage', { matters: MATTERS, roles: ROLES });

  private constructor(readonly source: DataSource, readonly database: TenantDatabase, private readonly clone: TestDatabase) {
    this.chains = new Chains(database, this.directory, this.settings);
    this.delegations = new Delegations(database, this.directory, this.settings);
    this.seats = new Seats(this.directory, this.delegations);
    this.approvals = new Approvals(this.directory, this.chains, this.seats, this.delegations, this.settings);
    this.list = new ApprovalList(database, this.directory, this.seats, this.delegations, this.settings);
  }

  static async start(): Promise<ApprovalHarness> {
    const clone = await testDatabase({ name: 'approvals-test', migrate: async (owner) => void (await migrate('approvals-test', owner, APPROVAL_MIGRATIONS)) });
    const source = await new DataSource({ type: 'postgres', url: clone.app, entities: APPROVAL_ENTITIES, extra: { pipeline: true } }).initialize();
    return new ApprovalHarness(source, new TenantDatabase(source), clone);
  }

  async stop(): Promise<void> {
    await this.source.destroy();
    await this.clone.drop();
  }

  sweep(): TimeOuts { return new TimeOuts(this.source, this.database, this.seats, this.settings, new Set(), new TenantTurns(pino({ level: 'silent' }))); }

  async tenant(): Promise<Place> {
    const place = { ctx: systemContext(newId(), true), company: newId(), department: newId(), shop: newId() };
    await this.setClock(place, NOW, 1);
    await this.write(place.ctx, async (tx) => {
      const path: string[] = [];
      for (const [id, name] of [[place.company, '公司'], [place.department, '客户服务部'], [place.shop, '滨江店']] as const) {
        path.push(id);
        await replicas.unit(tx, make(UnitChanged, { id, version: 1, name, kind: 'department', parentId: path.at(-2) ?? null, path: [...path], designations: [], active: true }));
      }
    });
    return place;
  }

  async setClock(place: Place, now: string, version: number): Promise<void> {
    const event: TenantChanged = { id: place.ctx.tenantId, version, name: '安居', kind: 'company', parentId: null, path: [place.ctx.tenantId], sandbox: true, sandboxOf: null, clockOffsetMs: Date.parse(now) - Date.now(), zone: 'Asia/Shanghai', modules: [], status: 'active' };
    await this.write(place.ctx, (tx) => replicas.tenant(tx, event));
  }

  /** Somebody of the department with roles there, unless they say where: `supervisor@company`. */
  async person(place: Place, name: string, roles: string[] = [], { id = newId(), version = 1, active = true }: { id?: string; version?: number; active?: boolean } = {}): Promise<Context & { userId: string }> {
    const held = roles.map((role) => role.split('@')).map(([code, unit]) => ({ code: code!, unitId: place[(unit ?? 'department') as 'department'] }));
    await this.write(place.ctx, (tx) => replicas.user(tx, make(UserChanged, { id, version, name, title: '', staffNumber: '', unitId: place.department, roles: held, active })));
    return { ...place.ctx, userId: id, userName: name, unitId: place.department };
  }

  granted<C extends Context>(who: C, permissions: string[], units: Grant['units'] = 'all'): C { return { ...who, grants: [{ units, permissions }] }; }

  write<T>(ctx: Context, work: (tx: Tx) => Promise<T>): Promise<T> { return this.database.write(ctx, work); }

  submit(who: Context, place: Place, matter: keyof typeof MATTERS, { amount = '500.00', subjectId = newId(), unitId = place.shop }: { amount?: string | null; subjectId?: string; unitId?: string } = {}): Promise<ApprovalRequest> {
    return this.write(who, (tx) => this.approvals.submit(tx, { matter, subject: { type: matter, id: subjectId, number: 'FK20261124-0001', title: '滨江一号 3-1102' }, unitId, amount: amount === null ? null : Money.parse(amount) }));
  }

  decide(who: Context, id: string, decision: Decision = { approve: true }): Promise<ApprovalRequest> { return this.write(who, (tx) => this.approvals.decide(tx, id, decision)); }

  async waiting(who: Context): Promise<string[]> { return (await this.list.pendingFor(who, { limit: 50 })).items.map((r) => r.id); }

  seatsOf(ctx: Context, id: string): Promise<ApprovalSeat[]> {
    return this.database.read(ctx, (tx) => tx.manager.find(ApprovalSeat, { where: { tenantId: ctx.tenantId, requestId: id }, order: { step: 'ASC', forRole: 'ASC' } }));
  }

  requestOf(ctx: Context, id: string): Promise<ApprovalRequest> { return this.database.read(ctx, (tx) => tx.get(ApprovalRequest, id)); }

  /** Events of the tenant in order: what happened, and to whom it is said. */
  events(ctx: Context): Promise<{ type: string; payload: Record<string, unknown> & { approverIds: string[] } }[]> {
    return this.database.read(ctx, (tx) => tx.manager.query(`SELECT split_part(type, '.', 3) AS type, payload::jsonb AS payload FROM outbox ORDER BY id`));
  }

  async told(ctx: Context): Promise<string[]> { return (await this.events(ctx)).map((e) => e.type); }
}
