import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, Money, newId, readPhone, tailOf } from '@luyue/kernel';
import { type Context, decodeCursor, type FieldError, matchVersion, Numbers, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { keyOf, normalise, readQuery, searchTextOf, tokensOf } from '@luyue/search';
import { Regions } from '../regions/regions.service.ts';
import type { VisitCustomerView } from '../views.ts';
import { CustomerRecord, gradeSql } from './customer-record.ts';
import { changeView, customerView, type CustomerNames, purchaseView } from './customer-views.ts';
import { CustomerChange, CustomerPurchase, VisitCustomer } from './customer.entity.ts';
import type { AddPurchase, ChangeCustomer, CustomerChangeView, CustomerDuplicate, CustomerPoint, CustomerPurchaseView, CustomerSpecial, CustomerVisitor, RegisterCustomer } from './customers.http.ts';
import { customerMoves } from './customers.rules.ts';

export interface CustomerFilter { unitId?: string; regionId?: string; type?: string; grade?: string; visitor?: string; special?: boolean; status?: 'active' | 'closed'; q?: string; limit: number; cursor?: string }

/** Hits that a search hands to the filters; whoever finds more types on. */
const MOST_HITS = 500;
const MOST_POINTS = 5_000;
const SEARCH = statement('visit_customer_search', 'SELECT id FROM visit_customer_search($1, $2, $3)');
const SAME = statement('visit_customer_same', 'tenant_id = $1 AND id = ANY (ARRAY(SELECT s.id FROM visit_customer_same($2, $3, $4) s)) ORDER BY number');
const MOST_SAME = 5;
const POINTS = statement('visit_customer_points', `
  SELECT id, name, type, ${gradeSql('visit_customer', '$5')} AS grade, visitor_user_id AS "visitorUserId", latitude, longitude FROM visit_customer
  WHERE tenant_id = $1 AND status = 'active' AND latitude IS NOT NULL AND ($2::uuid[] IS NULL OR unit_id = ANY ($2)) AND ($3::uuid IS NULL OR unit_id = $3) AND ($4::uuid IS NULL OR region_id = $4) ORDER BY id LIMIT ${MOST_POINTS}`);
/** Marks the whole number of a phone among the tokens: two records with it may be one customer. */
const WHOLE = '=';

/** The customers of a tenant (DV-2): registered, found, corrected, with what they bought. */
@Injectable()
export class Customers {
  constructor(private readonly database: TenantDatabase, private readonly record: CustomerRecord, private readonly regions: Regions, private readonly directory: Directory, private readonly numbers: Numbers) {}

  /** By name. */
  list(ctx: Context, filter: CustomerFilter): Promise<Page<VisitCustomerView>> {
    const units = unitsOf(ctx, 'visitCustomer.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(VisitCustomer, 'c').where('c.tenantId = :tenant AND c.status = :status', { tenant: tx.tenantId, status: filter.status ?? 'active' });
      if (units !== 'all') query.andWhere('c.unitId = ANY (:units)', { units });
      if (filter.unitId) query.andWhere('c.unitId = :unit', { unit: filter.unitId });
      if (filter.regionId) query.andWhere('c.regionId = :region', { region: filter.regionId });
      if (filter.type) query.andWhere('c.type = :type', { type: filter.type });
      if (filter.grade === 'none') query.andWhere(`c.grades = '[]'`);
      else if (filter.grade) query.andWhere(`${gradeSql('c', ':month')} = :grade`, { grade: filter.grade, month: await this.month(tx) });
      if (filter.visitor === 'none') query.andWhere('c.visitorUserId IS NULL');
      else if (filter.visitor) query.andWhere('c.visitorUserId = :visitor', { visitor: filter.visitor === 'me' ? ctx.userId : filter.visitor });
      if (filter.special) query.andWhere('c.specialReason IS NOT NULL');
      if (filter.q) query.andWhere('c.id = ANY (:hits)', { hits: await this.search(tx, filter.q) });
      if (after) query.andWhere('(c.name, c.id) > (:name, :id)', { name: after[0], id: after[1] });
      const rows = await query.orderBy('c.name').addOrderBy('c.id').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (c) => [c.name, c.id], (c) => c);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** Where the customers are, for a map: those with coordinates, 5 000 at most. */
  points(ctx: Context, filter: { unitId?: string; regionId?: string }): Promise<{ items: CustomerPoint[] }> {
    const units = unitsOf(ctx, 'visitCustomer.read');
    return this.database.read(ctx, async (tx) => ({ items: await tx.sql<CustomerPoint & Record<string, unknown>>(POINTS, [tx.tenantId, units === 'all' ? null : units, filter.unitId ?? null, filter.regionId ?? null, await this.month(tx)]) }));
  }

  get(ctx: Context, id: string): Promise<VisitCustomerView> {
    permit(ctx, 'visitCustomer.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await this.record.read(tx, id)));
  }

  /** Throws 409 naming those that may be the same one, unless that was acknowledged. */
  async register(ctx: Context, body: RegisterCustomer): Promise<VisitCustomerView> {
    permit(ctx, 'visitCustomer.write', body.unitId);
    const number = await this.numbers.next(ctx, 'KH');
    return this.database.write(ctx, async (tx) => {
      const [row] = await this.rowsOf(tx, [{ body, number }], 'live');
      if (!body.duplicateAcknowledged) {
        const same = (await this.sameAs(tx, [row!])).slice(0, MOST_SAME).map(({ id, number: known, name, unitId }): CustomerDuplicate => ({ id, number: known, name, unitId }));
        if (same.length) throw refuse.conflict('possible_duplicate', { zh: `可能已有档案：${same.map((s) => `${s.number} ${s.name}`).join('、')}`, en: `May be there already: ${same.map((s) => `${s.number} ${s.name}`).join(', ')}` }, { clause: 'DV-2', extra: { duplicates: same } });
      }
      await this.add(tx, [row!]);
      return this.view(tx, row!);
    });
  }

  /** Corrects a record; every changed field is kept with what it was. Throws 412 when it has changed since `version`. */
  change(ctx: Context, id: string, version: number, body: ChangeCustomer): Promise<VisitCustomerView> {
    return this.write(ctx, id, 'visitCustomer.write', async (tx, row) => {
      matchVersion(row, version);
      const { regionId, contacts, competitors, ...rest } = body;
      if (regionId) await this.regions.ofUnit(tx, regionId, row.unitId);
      const next = { ...rest, ...(regionId && { regionId }), ...(contacts && { contacts: readContacts(contacts, 'contacts.') }), ...(competitors && { competitors: competitors.map((c) => ({ note: '', ...c })) }) };
      checkPlace({ latitude: row.latitude, longitude: row.longitude, ...rest });
      await this.record.change(tx, row, { ...next, ...searchColumns({ ...row, ...next }) });
    });
  }

  /** DV-6: a special customer, with the reason; or no longer one. */
  special(ctx: Context, id: string, { reason }: CustomerSpecial): Promise<VisitCustomerView> {
    return this.write(ctx, id, 'visitGrade.write', (tx, row) => this.record.change(tx, row, { specialReason: reason ?? null }));
  }

  /** DV-4.2: names the visitor. In principle not the region's own salesperson: throws 422 without the supervisor's reason. */
  visitor(ctx: Context, id: string, { userId, reason }: CustomerVisitor): Promise<VisitCustomerView> {
    return this.write(ctx, id, 'visitPlan.write', async (tx, row) => {
      const own = userId === undefined ? null : await this.checkVisitor(tx, row, userId, reason);
      await this.record.change(tx, row, { visitorUserId: userId ?? null, visitorReason: own ? reason! : null }, reason ?? null);
    });
  }

  /** DV-4.2: whether the person is the salesperson of the customer's own region, which the supervisor's reason allows. Throws 400 for somebody who visits nobody, 422 without the reason. */
  async checkVisitor(tx: Tx, { regionId }: Pick<VisitCustomer, 'regionId'>, userId: string, reason: string | undefined, field = 'userId'): Promise<boolean> {
    const user = await this.directory.user(tx, userId, field);
    if (!user.active || !user.roles.some((r) => ['visitor', 'technician', 'salesperson'].includes(r.code))) throw refuse.field(field, 'not_a_visitor', { zh: '不是巡访员', en: 'is no visitor' }, 'DV-4.2');
    const day = await this.today(tx);
    const own = regionId !== null && ((await this.regions.onDuty(tx, 'salesperson', [regionId], day)).get(regionId) ?? []).includes(userId);
    if (own && !reason?.trim()) throw refuse.rule('DV-4.2', 'own_salesperson', { zh: '原则上不用本地区的业务员巡访；确有必要的，主管写明理由', en: "In principle not the region's own salesperson; the supervisor says why, where it is necessary" }, { errors: [{ field: 'reason', code: 'required', message: { zh: '写明理由', en: 'say why' } }] });
    return own;
  }

  setStatus(ctx: Context, id: string, status: 'active' | 'closed', reason: string): Promise<VisitCustomerView> {
    return this.write(ctx, id, 'visitCustomer.write', async (tx, row) => {
      if (!customerMoves[row.status].includes(status)) throw refuse.transition(row.status, status, [...customerMoves[row.status]], 'DV-2');
      await this.record.change(tx, row, { status }, reason);
      await this.record.statusChanged(tx, row);
    });
  }

  /** The latest first. */
  history(ctx: Context, id: string, limit: number, cursor?: string): Promise<Page<CustomerChangeView>> {
    permit(ctx, 'visitCustomer.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, id);
      const query = tx.manager.createQueryBuilder(CustomerChange, 'h').where('h.tenantId = :tenant AND h.customerId = :id', { tenant: tx.tenantId, id });
      if (after) query.andWhere('(h.at, h.id) < (:at, :entry)', { at: after[0], entry: after[1] });
      return page(await query.orderBy('h.at', 'DESC').addOrderBy('h.id', 'DESC').limit(limit + 1).getMany(), limit, (h) => [h.at.toISOString(), h.id], changeView);
    });
  }

  purchases(ctx: Context, id: string, limit: number, cursor?: string): Promise<Page<CustomerPurchaseView>> {
    permit(ctx, 'visitCustomer.read');
    const after = decodeCursor(cursor, 2);
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, id);
      const query = tx.manager.createQueryBuilder(CustomerPurchase, 'p').where('p.tenantId = :tenant AND p.customerId = :id', { tenant: tx.tenantId, id });
      if (after) query.andWhere('(p.boughtOn, p.id) < (:day, :entry)', { day: after[0], entry: after[1] });
      return page(await query.orderBy('p.boughtOn', 'DESC').addOrderBy('p.id', 'DESC').limit(limit + 1).getMany(), limit, (p) => [p.boughtOn, p.id], purchaseView);
    });
  }

  addPurchase(ctx: Context, id: string, { boughtOn, product, quantity, amount, note = '' }: AddPurchase): Promise<CustomerPurchaseView> {
    permit(ctx, 'visitCustomer.write');
    return this.database.write(ctx, async (tx) => {
      const customer = await this.record.read(tx, id, 'visitCustomer.write');
      if (boughtOn > (await this.today(tx))) throw refuse.field('boughtOn', 'future', { zh: '不能晚于今天', en: 'not later than today' }, 'DV-4.1');
      const purchase = await tx.insert(CustomerPurchase, { tenantId: tx.tenantId, id: newId(), version: 1, customerId: id, boughtOn, product, quantity: String(quantity), amountFen: Money.parse(amount).fen.toString(), note });
      await this.record.bought(tx, [{ customer, purchase }]);
      return purchaseView(purchase);
    });
  }

  /** Rows of new customers, not yet written. Throws 400 naming the field, under `prefix` of the row. */
  async rowsOf(tx: Tx, entries: { body: RegisterCustomer; number: string; prefix?: string }[], origin: 'live' | 'import'): Promise<VisitCustomer[]> {
    const rows: VisitCustomer[] = [];
    for (const { body, number, prefix = '' } of entries) {
      const { type, name, unitId, city = '', address = '', latitude = null, longitude = null, competitors = [] } = body;
      await this.directory.unit(tx, unitId, `${prefix}unitId`);
      if (body.regionId) await this.regions.ofUnit(tx, body.regionId, unitId, `${prefix}regionId`);
      checkPlace({ latitude, longitude }, prefix);
      const said = { number, name, city, address, contacts: readContacts(body.contacts ?? [], `${prefix}contacts.`) };
      rows.push({
        tenantId: tx.tenantId, id: newId(), version: 1, ...said, type, status: 'active', unitId, regionId: body.regionId ?? null, latitude, longitude, competitors: competitors.map((c) => ({ note: '', ...c })), specialReason: null, grades: [],
        visitorUserId: null, visitorReason: null, registeredAt: tx.now, origin, lastVisitOn: null, ...searchColumns(said),
      });
    }
    return rows;
  }

  async add(tx: Tx, rows: VisitCustomer[]): Promise<void> {
    await tx.insertAll(VisitCustomer, rows);
    await this.record.registered(tx, rows);
  }

  /** Active customers of the tenant with the name or a phone of one of these. */
  sameAs(tx: Tx, rows: Pick<VisitCustomer, 'nameKey' | 'tokens'>[]): Promise<VisitCustomer[]> {
    return tx.rows(VisitCustomer, SAME, [tx.tenantId, rows.map((r) => r.nameKey), rows.flatMap(phoneTokens), rows.length * MOST_SAME]);
  }

  async view(tx: Tx, row: VisitCustomer): Promise<VisitCustomerView> { return (await this.views(tx, [row]))[0]!; }

  /** As pages show them, in two questions for all. */
  async views(tx: Tx, rows: VisitCustomer[]): Promise<VisitCustomerView[]> {
    const names = await this.names(tx, rows);
    return rows.map((row) => customerView(row, names));
  }

  private async names(tx: Tx, rows: VisitCustomer[]): Promise<CustomerNames> {
    const [people, regions, month] = await Promise.all([this.directory.people(tx), this.regions.names(tx, [...new Set(rows.flatMap((c) => c.regionId ?? []))]), this.month(tx)]);
    return { ...people, regions, month };
  }

  private async search(tx: Tx, typed: string): Promise<string[]> {
    const query = readQuery(typed);
    if (!query) return [];
    const [tokens, words] = query.shape === 'key' ? [[`#${query.key}`], []] : [query.tokens, query.words];
    return (await tx.sql<{ id: string }>(SEARCH, [tokens, words, MOST_HITS])).map((hit) => hit.id);
  }

  private write(ctx: Context, id: string, permission: string, change: (tx: Tx, row: VisitCustomer) => Promise<void>): Promise<VisitCustomerView> {
    permit(ctx, permission);
    return this.database.write(ctx, async (tx) => {
      const row = await this.record.lock(tx, id, permission);
      await change(tx, row);
      return this.view(tx, row);
    });
  }

  private async today(tx: Tx): Promise<string> { return localDate(tx.now, await this.directory.zone(tx)); }

  private async month(tx: Tx): Promise<string> { return (await this.today(tx)).slice(0, 7); }
}

/** Whether two records may be of one customer: the same name, or a phone of the other. */
export const mayBeSame = (a: Pick<VisitCustomer, 'nameKey' | 'tokens'>, b: Pick<VisitCustomer, 'nameKey' | 'tokens'>): boolean => a.nameKey === b.nameKey || phoneTokens(a).some((token) => b.tokens.includes(token));
const phoneTokens = ({ tokens }: Pick<VisitCustomer, 'tokens'>): string[] => tokens.filter((token) => token.startsWith(WHOLE));

function checkPlace({ latitude, longitude }: { latitude?: number | null; longitude?: number | null }, prefix = ''): void {
  if ((latitude ?? null) === null !== ((longitude ?? null) === null)) throw refuse.field(`${prefix}longitude`, 'both', { zh: '经度和纬度要么都填，要么都不填', en: 'latitude and longitude go together' }, 'DV-2');
}

/** Throws 400 naming each phone that is none. */
function readContacts(contacts: { name: string; post?: string; phone: string }[], prefix: string): VisitCustomer['contacts'] {
  const errors: FieldError[] = [];
  const read = contacts.map(({ name, post = '', phone }, i) => {
    const number = readPhone(phone);
    if (!number) errors.push({ field: `${prefix}${i}.phone`, code: 'phone', message: { zh: '不是电话号码', en: 'is no phone number' } });
    return { name, post, phone: number ?? phone };
  });
  if (errors.length) throw refuse.fields(errors, 'DV-2');
  return read;
}

/** What a customer is found by: name, address, initials; the end of its number and of its phones from three digits on. */
function searchColumns({ number, name, city, address, contacts }: Pick<VisitCustomer, 'number' | 'name' | 'city' | 'address' | 'contacts'>): Pick<VisitCustomer, 'nameKey' | 'searchText' | 'tokens'> {
  const phones = contacts.map((c) => [...tailOf(c.phone)].toReversed().join(''));
  const ends = [keyOf(number), ...phones].flatMap((key) => [...key].map((_, i) => key.slice(i)).filter((end) => end.length >= 3).map((end) => `#${end}`));
  return { nameKey: normalise(name), searchText: searchTextOf(name, `${city}${address}`, phones.join(' ')), tokens: [...new Set([...tokensOf(name, `${city}${address}`), ...ends, ...phones.map((phone) => WHOLE + phone)])] };
}
