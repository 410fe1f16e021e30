import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, Money, newId, yuan } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import { CustomerRecord } from '../customers/customer-record.ts';
import type { SurveyAnswerView, SurveyTemplateView } from '../views.ts';
import { type RecordedFact, type SurveySource, type VisitFacts, type VisitRecordHandler, VisitSeams } from '../visit-seams.ts';
import { bodyOf } from '../visits/visit-bodies.ts';
import { SurveyAnswer, SurveyLine, SurveyTemplate } from './survey.entity.ts';
import { SurveyBody } from './survey-body.ts';
import type { PublishSurveyTemplate, SurveyedCustomers } from './surveys.http.ts';
import { answerFaults, FIRST_FORMS, formFaults, SURVEY_MEASURES } from './surveys.rules.ts';

export interface SurveyFilter { unitId?: string; customerId?: string; templateKey?: string; from?: string; to?: string; limit: number; cursor?: string }

const IN_FORCE = statement('survey_templates_in_force', `tenant_id = $1 AND effective_from <= $2 AND edition = (SELECT max(t.edition) FROM survey_template t WHERE t.tenant_id = $1 AND t.key = survey_template.key AND t.effective_from <= $2) ORDER BY key`);
const LAST_EDITION = statement('survey_template_last', 'SELECT coalesce(max(edition), 0) AS last FROM survey_template WHERE tenant_id = $1 AND key = $2');
const LAST = statement('survey_answers_last', `
  tenant_id = $1 AND id = ANY (ARRAY(SELECT DISTINCT ON (a.customer_id, a.template_key) a.id FROM survey_answer a WHERE a.tenant_id = $1 AND a.customer_id = ANY ($2) ORDER BY a.customer_id, a.template_key, a.day DESC, a.id DESC)) ORDER BY customer_id, template_key`);
const LINES = statement('survey_lines_of', 'tenant_id = $1 AND answer_id = ANY ($2) ORDER BY product, measure');
const DROP_LINES = statement('survey_lines_drop', 'DELETE FROM survey_line WHERE tenant_id = $1 AND answer_id = $2');
const DROP = statement('survey_answer_drop', 'DELETE FROM survey_answer WHERE tenant_id = $1 AND id = $2');
const SURVEYED = statement('survey_surveyed', `
  SELECT (SELECT count(*)::int FROM visit_customer c WHERE c.tenant_id = $1 AND c.unit_id = $2 AND c.status = 'active') AS customers,
    count(DISTINCT a.customer_id) FILTER (WHERE a.kind = 'business' AND c.status = 'active')::int AS business, count(DISTINCT a.customer_id) FILTER (WHERE a.kind = 'products' AND c.status = 'active')::int AS products, count(*)::int AS surveys
  FROM survey_answer a JOIN visit_customer c ON c.tenant_id = $1 AND c.id = a.customer_id WHERE a.tenant_id = $1 AND a.unit_id = $2 AND a.day BETWEEN $3 AND $4`);

/** Surveys of the customers on visits (DV-3.1a, DV-3.1b): forms in editions, answers with the last ones beside. */
@Injectable()
export class Surveys implements VisitRecordHandler, SurveySource, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly customers: CustomerRecord, private readonly seams: VisitSeams) {}

  onModuleInit(): void {
    this.seams.handle('survey', this);
    this.seams.surveys = this;
  }

  /** A visit answers each form once. */
  slotOf({ templateId }: Record<string, unknown>): string | null { return typeof templateId === 'string' ? `survey:${templateId}` : null; }

  /** Takes an answer in; throws 400 naming the clause for each item that is not right. */
  async record(tx: Tx, visit: VisitFacts, fact: RecordedFact): Promise<void> {
    const { templateId, values = {}, lines = [] } = await bodyOf(SurveyBody, fact.body);
    const template = await this.template(tx, templateId);
    const faults = answerFaults(template, values, lines);
    if (faults.length) throw refuse.fields(faults.map(({ field, code, message }) => ({ field, code, message })), faults[0]!.clause);
    if (fact.replaces) await Promise.all([tx.sql(DROP_LINES, [tx.tenantId, fact.replaces]), tx.sql(DROP, [tx.tenantId, fact.replaces])]);
    const { id: visitId, customerId, unitId, regionId, day } = visit;
    await tx.insert(SurveyAnswer, { tenantId: tx.tenantId, id: fact.id, version: 1, visitId, customerId, unitId, templateId, templateKey: template.key, kind: template.kind, day, byName: tx.ctx.userName, values: values as SurveyAnswer['values'] });
    await tx.insertAll(SurveyLine, lines.flatMap((line) => SURVEY_MEASURES.flatMap((measure): SurveyLine[] => {
      const figure = line[measure];
      return figure ? [{ tenantId: tx.tenantId, answerId: fact.id, product: line.product, measure, customerId, unitId, regionId, day, quantity: String(figure.quantity), amountFen: figure.amount === undefined ? null : Money.parse(figure.amount).fen.toString() }] : [];
    })));
    await this.seams.surveyTaken(tx, visit);
  }

  /** The forms in force today: the company's own, and the first ones under keys that it has not published. */
  async templates(tx: Tx): Promise<SurveyTemplateView[]> {
    const own = await tx.rows(SurveyTemplate, IN_FORCE, [tx.tenantId, await this.today(tx)]);
    return [...own.map(templateView), ...FIRST_FORMS.filter((form) => !own.some((t) => t.key === form.key)).map((form) => templateView({ ...form, edition: 0, effectiveFrom: '2000-01-01' }))];
  }

  /** What was answered last at each customer on each form. */
  async last(tx: Tx, customerIds: string[]): Promise<SurveyAnswerView[]> { return customerIds.length ? this.views(tx, await tx.rows(SurveyAnswer, LAST, [tx.tenantId, customerIds])) : []; }

  list(ctx: Context): Promise<{ items: SurveyTemplateView[] }> {
    permit(ctx, 'visitCustomer.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.templates(tx) }));
  }

  /** The next edition of a form; answers keep the one that they were given on (R17). Throws 400 naming the field, 422 for a day in the past. */
  publish(ctx: Context, { key, kind, title, fields, products = [], effectiveFrom, reason }: PublishSurveyTemplate): Promise<SurveyTemplateView> {
    permit(ctx, 'visitSurvey.write');
    const said = fields.map((f) => ({ ...f, choices: f.choices ?? [], required: f.required ?? false }));
    const faults = formFaults({ fields: said });
    if (faults.length) throw refuse.fields(faults.map(({ field, code, message }) => ({ field, code, message })), 'DV-3.1a');
    return this.database.write(ctx, async (tx) => {
      const today = await this.today(tx);
      if (effectiveFrom && effectiveFrom < today) throw refuse.rule('DV-3.1a', 'template_in_the_past', { zh: '表格不能从过去生效', en: 'A form does not begin in the past' }, { errors: [{ field: 'effectiveFrom', code: 'past', message: { zh: '不早于今天', en: 'not before today' } }] });
      const [row] = await tx.sql<{ last: number }>(LAST_EDITION, [tx.tenantId, key]);
      const template: SurveyTemplate = { tenantId: tx.tenantId, id: newId(), version: 1, key, edition: row!.last + 1, kind, title, fields: said, products, effectiveFrom: effectiveFrom ?? today, publishedAt: tx.now, publishedBy: ctx.userName, reason };
      await tx.insert(SurveyTemplate, template).catch(whenTaken(() => refuse.conflict('edition_taken', { zh: '刚有人发布了这张表的新版', en: 'Somebody has just published an edition of it' }, { clause: 'DV-3.1b' })));
      return templateView(template);
    });
  }

  /** The latest first. */
  answers(ctx: Context, filter: SurveyFilter): Promise<Page<SurveyAnswerView>> {
    const units = unitsOf(ctx, 'visit.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(SurveyAnswer, 'a').where('a.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('a.unitId = ANY (:units)', { units });
      if (filter.unitId) query.andWhere('a.unitId = :unit', { unit: filter.unitId });
      if (filter.customerId) query.andWhere('a.customerId = :customer', { customer: filter.customerId });
      if (filter.templateKey) query.andWhere('a.templateKey = :key', { key: filter.templateKey });
      if (filter.from) query.andWhere('a.day >= :from', { from: filter.from });
      if (filter.to) query.andWhere('a.day <= :to', { to: filter.to });
      if (after) query.andWhere('(a.day, a.id) < (:day, :id)', { day: after[0], id: after[1] });
      const rows = await query.orderBy('a.day', 'DESC').addOrderBy('a.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (a) => [a.day, a.id], (a) => a);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** DV-3.1a, DV-3.1b: how many of a unit's customers were surveyed in a period. */
  surveyed(ctx: Context, unitId: string, from: string, to: string): Promise<SurveyedCustomers> {
    permit(ctx, 'visit.read', unitId);
    return this.database.read(ctx, async (tx) => {
      await this.directory.unit(tx, unitId);
      return (await tx.sql<SurveyedCustomers & Record<string, unknown>>(SURVEYED, [tx.tenantId, unitId, from, to]))[0]!;
    });
  }

  private async template(tx: Tx, id: string): Promise<Pick<SurveyTemplate, 'key' | 'kind' | 'fields' | 'products'>> {
    const first = FIRST_FORMS.find((form) => form.id === id);
    if (first) return { ...first, fields: [...first.fields], products: [...first.products] };
    const row = await tx.find(SurveyTemplate, id);
    if (!row) throw refuse.field('templateId', 'unknown_template', { zh: '没有这张调查表', en: 'no such survey form' }, 'DV-3.1a');
    return row;
  }

  private async views(tx: Tx, rows: SurveyAnswer[]): Promise<SurveyAnswerView[]> {
    const lines = rows.length ? await tx.rows(SurveyLine, LINES, [tx.tenantId, rows.map((a) => a.id)]) : [];
    const named = await this.customers.ofIds(tx, rows.map((a) => a.customerId));
    return rows.map((a) => ({
      id: a.id, visitId: a.visitId, customerId: a.customerId, customerName: named.get(a.customerId)?.name ?? '', templateId: a.templateId, templateKey: a.templateKey, day: a.day, by: a.byName,
      values: Object.entries(a.values).map(([field, value]) => ({ field, value: Array.isArray(value) ? value.join('、') : String(value) })),
      lines: lines.filter((l) => l.answerId === a.id).map(({ product, measure, quantity, amountFen }) => ({ product, measure, quantity: Number(quantity), amount: amountFen === null ? null : yuan(amountFen) })),
    }));
  }

  private async today(tx: Tx): Promise<string> { return localDate(tx.now, await this.directory.zone(tx)); }
}

const templateView = ({ id, key, edition, kind, title, fields, products, effectiveFrom }: Pick<SurveyTemplate, 'id' | 'key' | 'edition' | 'kind' | 'title' | 'effectiveFrom'> & { fields: readonly SurveyTemplate['fields'][number][]; products: readonly string[] }): SurveyTemplateView => ({
  id, key, edition, kind, title, fields: [...fields], products: [...products], effectiveFrom,
});
