import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { AdoptionRecorded, AgreementChanged, allContracts, CalendarPublished, contractFor, CROSSING_PURPOSES, type DomainEvent, make, TenantChanged, typeOf, UnitChanged, UserChanged } from '@luyue/contracts';
import { nationalYears } from '@luyue/kernel';
import { InternalTokenSigner } from '@luyue/platform';
import { EmbeddedBroker } from '@luyue/platform/brokers/embedded-broker';
import { systemRoles } from '@luyue/regulations';
import type { Json } from '../../../infra/local/client.mjs';
import type { PropertyStage } from './property-stage.mjs';

export interface Answer { status: number; body: Json }
const ROLES = { agent: 'shop', specialist: 'specialist', supervisor: 'supervisor', finance: 'department_finance' } as const;
export type Role = keyof typeof ROLES;
const SINCE = '2020-01-01T00:00:00.000Z';
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
/** Below it, a request that nobody answers is asked again. */
const PATIENCE_MS = 60_000;
const ACCOUNT = { bank: '江州银行滨江支行', accountNumber: '6222021234567890123' };
const PARTIES = [{ side: 'seller', name: '钱永年', idKind: 'id_card', idNumber: '11010519491231002X', phone: '13600004410' }, { side: 'buyer', name: '周子涵', idKind: 'passport', idNumber: 'E12345678', phone: '13900007702' }];

/**
 * A property company and a gas company that agreed on transfers of gas, known to both services by tenancy's events alone. What a broken connection
 * leaves open its people ask again under the same Idempotency-Key, until the service has answered.
 */
export class PropertyPeople {
  readonly tenantId = randomUUID();
  readonly gasId = randomUUID();
  readonly agreementId = randomUUID();
  /** Requests that had to be asked again. */
  repeated = 0;
  private readonly units = { shop: randomUUID(), department: randomUUID() };
  private readonly users = Object.fromEntries(Object.keys(ROLES).map((key) => [key, randomUUID()])) as Record<Role, string>;
  private readonly headers: Record<Role, Record<string, string>>;
  private readonly broker: EmbeddedBroker;

  constructor(private readonly stage: PropertyStage) {
    this.broker = new EmbeddedBroker(stage.logUrl, pino({ level: 'silent' }));
    const [signer, roles] = [new InternalTokenSigner(stage.privateKey), new Map(systemRoles(['property-brokerage']).map((role) => [role.code, [...role.permissions]]))];
    this.headers = Object.fromEntries<Record<string, string>>(Object.entries(ROLES).map(([key, code]) => [key, {
      'accept-language': 'en', 'x-luyue-context': signer.seal({
        tenantId: this.tenantId, userId: this.users[key as Role], userName: key, unitId: this.unitOf(code), grants: [{ units: 'all', permissions: roles.get(code)! }], sandbox: false, modules: ['property-brokerage'],
      }, 7_200),
    }])) as Record<Role, Record<string, string>>;
  }

  /** Before the services start: they find all of it in the log. */
  async found(): Promise<void> {
    await this.broker.ensureTopics([...new Set(allContracts().map(({ topic }) => topic))]);
    await this.publish(this.tenantId, [
      ...company(this.tenantId, '江州置业', 'property-brokerage'), unit(this.units.shop, '滨江路地铺', 'shop'), unit(this.units.department, '客户服务部', 'department'),
      ...Object.entries(ROLES).map(([key, code]) => make(UserChanged, {
        id: this.users[key as Role], version: 1, name: key, title: '', staffNumber: '', unitId: this.unitOf(code), roles: [{ code, unitId: this.unitOf(code) }], active: true,
      })),
    ]);
    await this.publish(this.gasId, [...company(this.gasId, '海州燃气', 'utility-care'), unit(randomUUID(), '客户服务中心', 'service_centre')]);
    await this.agree(1, 'accepted');
  }

  /** Both sides hear of the agreement as it is now. */
  async agree(version: number, status: 'accepted' | 'ended'): Promise<void> {
    const { events } = CROSSING_PURPOSES.utility_transfer;
    for (const [us, them, partnerName] of [[this.tenantId, this.gasId, '海州燃气'], [this.gasId, this.tenantId, '江州置业']] as const) {
      await this.publish(us, [make(AgreementChanged, {
        agreementId: this.agreementId, version, partnerTenantId: them, partnerName, purpose: 'utility_transfer', offeredByUs: us === this.tenantId, status, reason: status === 'ended' ? '合作到期' : null, at: new Date().toISOString(),
        terms: events.map(({ event, needed, optional }) => ({ event: typeOf(event), fields: [...needed, ...optional] })),
      })]);
    }
  }

  publish(tenantId: string, events: DomainEvent[]): Promise<void> {
    return this.broker.publish(events.map((event) => {
      const { type, topic, key } = contractFor(event);
      return { topic, shard: 0, key: String((event as unknown as Record<string, unknown>)[key]), eventId: randomUUID(), type, at: new Date().toISOString(), tenantId, sandbox: false, traceparent: TRACE, payload: JSON.stringify(event) };
    }));
  }

  private unitOf(code: string): string { return code === 'shop' ? this.units.shop : this.units.department; }

  /** Once; null where the connection broke. */
  async ask(who: Role, method: string, path: string, body?: object | FormData, key: string = randomUUID()): Promise<Answer | null> {
    const json = body && !(body instanceof FormData);
    return fetch(`${this.stage.brokerage.url}/v1/property-brokerage/${path}`, {
      method, headers: { ...this.headers[who], ...(method === 'POST' && { 'idempotency-key': key }), ...(json && { 'content-type': 'application/json' }) }, ...(body && { body: json ? JSON.stringify(body) : body as FormData }), signal: AbortSignal.timeout(30_000),
    }).then(async (response) => {
      const text = await response.text();
      return { status: response.status, body: /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) as Json : text };
    }, () => null);
  }

  /** Until it is answered: the answer; null where it was carried out and its answer died with the service. Throws for a refusal. */
  async insist(who: Role, path: string, body: object | FormData = {}): Promise<Json> {
    const key = randomUUID();
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(50)) {
      const answer = await this.ask(who, 'POST', path, body, key);
      if (answer && answer.status < 300) return answer.body;
      if (answer?.body.code === 'idempotency_running') return null;
      if (answer && answer.status < 500) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      this.repeated += 1;
    }
    throw new Error(`${path}: not answered within ${PATIENCE_MS / 1_000} s`);
  }

  async get(who: Role, path: string): Promise<Json> {
    const answer = await this.ask(who, 'GET', path);
    if (answer?.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
    return answer.body;
  }

  /** A deal signed now, whose specialist is named. */
  async deal(): Promise<Json> {
    const deal = await this.insist('agent', 'deals', {
      business: 'sale', payment: 'mortgage', title: '滨江一号 2 栋 1501', city: '江州', property: { address: '滨江区滨江路 1 号 2 栋 1501' }, contractNumber: 'JJ-2026-0918-01', price: '3280000.00', commissionSeller: '0', commissionBuyer: '32800.00',
      parties: PARTIES, shopUnitId: this.units.shop, departmentUnitId: this.units.department, signedAt: new Date().toISOString(),
    });
    await this.insist('agent', `deals/${deal.id}/send-f1`);
    return this.insist('supervisor', `deals/${deal.id}/assign`, { specialistUserId: this.users.specialist });
  }

  /** The buyer pays in. */
  receive(deal: Json, amount: string): Promise<Json> {
    return this.insist('agent', `deals/${deal.id}/receipts`, { kind: 'deposit', payerPartyId: deal.parties[1].id, amount, receivedAt: new Date().toISOString(), method: 'transfer' });
  }

  /** A slip of the buyer's money back to the buyer, not sent yet. */
  slip(deal: Json, amount: string): Promise<Json> {
    return this.insist('specialist', `deals/${deal.id}/payment-slips`, { purpose: 'refund', from: 'held_buyer', amount, payeePartyId: deal.parties[1].id, fields: ACCOUNT });
  }

  /** Slips that finance has only to pay. */
  async audited(deal: Json, amount: string, count: number): Promise<Json[]> {
    const slips: Json[] = [];
    for (let n = 0; n < count; n += 1) {
      const { id } = await this.slip(deal, amount);
      await this.insist('specialist', `payment-slips/${id}/submit`);
      slips.push(await this.insist('supervisor', `payment-slips/${id}/decide`, { decision: 'approve' }));
    }
    return slips;
  }

  requestGas(deal: Json): Promise<Json> { return this.insist('specialist', `deals/${deal.id}/utilities/gas/request`, { phone: '13800001111' }); }

  close(): Promise<void> { return this.broker.close(); }
}

function company(id: string, name: string, module: string): DomainEvent[] {
  return [
    make(TenantChanged, { id, version: 1, name, kind: 'company', parentId: null, path: [id], sandbox: false, sandboxOf: null, clockOffsetMs: 0, zone: 'Asia/Shanghai', modules: [module], status: 'active' }),
    ...[module, 'platform'].map((regulation) => make(AdoptionRecorded, { id: randomUUID(), version: 1, regulation, regulationVersion: '2020', publishedAt: SINCE, effectiveFrom: SINCE, scopeUnitIds: null, supersedes: null })),
    ...nationalYears.map(({ year, version, restDays, workDays }) => make(CalendarPublished, { streamId: `${year}`, year, version, origin: 'national', restDays: [...restDays], workDays: [...workDays] })),
  ];
}

const unit = (id: string, name: string, kind: string): DomainEvent => make(UnitChanged, { id, version: 1, name, kind, parentId: null, path: [id], designations: kind === 'service_centre' ? ['customer_service_body'] : [], active: true });
