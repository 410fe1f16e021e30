import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { type FormLayout, FormPrinter, type FormSection, Workbooks } from '@luyue/reports';
import type { ClauseId } from '@luyue/regulations';
import { missingBasics } from '../deals/deal-actions.ts';
import { DealRecord, permitDeal, permitSpecialist } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { HandoverRecord } from '../handovers/handover-record.ts';
import { missingOf } from '../handovers/handover-views.ts';
import { SlipList } from '../payment-slips/slip-list.ts';
import { Receivables } from '../receivables/receivables.service.ts';
import { StepRecord } from '../steps/step-record.ts';
import type { DealAction, DealView } from '../views.ts';
import { FormData } from './form-data.ts';
import { FormNumbers } from './form-numbers.ts';
import { FormCompletion } from './forms.entity.ts';
import type { DealFormsView, DealFormView, FormChange, FormFormat, FormGap, FormSectionView } from './forms.http.ts';
import { type FormCode, FORMS, HISTORY, OFFICIAL, openEnded, READ_BY } from './forms.rules.ts';

/** `missing`: characters that no font at hand has, each once; a workbook has none. */
export interface PrintedFile { name: string; type: string; content: Buffer; missing: string[] }
interface Which { id: string; form: FormCode }
interface Wanted { format?: FormFormat; slipId?: string }

const TYPES: Record<FormFormat, string> = { pdf: 'application/pdf', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };
const CLAUSES = [...new Set(Object.values(HISTORY).flat())];
const NOT_TAKEN = { zh: '资料还没移交完成，还没接单', en: 'The documents have not been transferred and the deal not been taken' };
const COMPLETE = { zh: 'F1、F2 已经录全；以后的改动直接改，会留在记录里', en: 'F1 and F2 are complete already; whatever changes is changed and stays in their history' };

/** F1 to F4 as living forms: filled from the deal, completed by the specialist (PB-4.3b), printed under their official titles and numbers (PB-5). */
@Injectable()
export class DealForms {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly data: FormData, private readonly numbers: FormNumbers, private readonly steps: StepRecord, private readonly receivables: Receivables,
    private readonly slips: SlipList, private readonly handovers: HandoverRecord, private readonly obligations: Obligations, private readonly ledger: ObligationList, private readonly printer: FormPrinter, private readonly workbooks: Workbooks,
  ) {}

  states(ctx: Context, id: string): Promise<DealFormsView> {
    permit(ctx, 'deal.read');
    return this.database.read(ctx, async (tx) => {
      const deal = await this.record.read(tx, id);
      const [completion, numberOf, lines, slip, handover, gaps, owed, people] = await Promise.all([
        this.data.completion(tx, id), this.numbers.inForce(tx), this.record.latest(tx, id, CLAUSES), this.slips.last(tx, id), this.handovers.of(tx, id), this.gaps(tx, deal), this.ledger.ofSubjects(tx, [id]), this.ledger.people(tx),
      ]);
      const declared = { completedAt: completion?.completedAt.toISOString() ?? null, completedBy: completion?.completedBy ?? null };
      const about: Record<FormCode, Pick<DealFormsView['items'][number], 'available' | 'completedAt' | 'completedBy' | 'missing'>> = {
        f1: { available: true, ...declared, missing: gaps.f1 }, f2: { available: true, ...declared, missing: gaps.f2 },
        f3: { available: slip !== null, completedAt: slip?.submittedAt?.toISOString() ?? null, completedBy: slip?.submittedAt ? slip.makerName : null, missing: [] },
        f4: {
          available: handover !== null, completedAt: handover?.receivedAt?.toISOString() ?? null, completedBy: handover?.receivedBy ?? null,
          missing: handover ? missingOf(deal, handover).map(({ field, zh, en }) => ({ field, code: 'required', text: { zh, en }, clause: 'PB-4.9a' })) : [],
        },
      };
      const obligation = owed.get(id)?.findLast((o) => o.clauseId === 'PB-4.3b');
      return {
        items: FORMS.map((form) => ({ form, title: { zh: OFFICIAL[form].title, en: OFFICIAL[form].en }, number: numberOf(form).number, ...about[form], lastChange: lastOf(lines, HISTORY[form]), clauses: [...HISTORY[form]] })),
        obligation: obligation ? obligationView(obligation, tx.now, people) : null, actions: this.actions(ctx, deal, completion, [...gaps.f1, ...gaps.f2]),
      };
    });
  }

  /**
   * The specialist says that F1 and F2 have all known and expected steps and receivables, by the contract: meets PB-4.3b. What changes afterwards stays on the timeline. Throws 422 naming
   * each step without an end or an expected day and each sum that the contract says otherwise, 409 before the deal is taken and for the second time.
   */
  complete(ctx: Context, id: string): Promise<DealView> {
    return this.deals.change(ctx, id, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      if (!deal.takenAt) throw refuse.conflict('not_taken', NOT_TAKEN, { clause: 'PB-4.3b' });
      if (await this.data.completion(tx, id)) throw refuse.conflict('already_complete', COMPLETE, { clause: 'PB-4.3b' });
      const gaps = distinct(Object.values(await this.gaps(tx, deal)).flat());
      if (gaps.length) {
        throw refuse.rule('PB-4.3b', 'forms_incomplete', { zh: `F1、F2 还没录全：${gaps.map((gap) => gap.text.zh).join('；')}`, en: `F1 and F2 are not complete: ${gaps.map((gap) => gap.text.en).join('; ')}` },
          { errors: gaps.map(({ field, code, text }) => ({ field, code, message: text })) });
      }
      await tx.insert(FormCompletion, { tenantId: tx.tenantId, id: newId(), version: 1, dealId: id, completedAt: tx.now, completedBy: ctx.userName, completedById: ctx.userId! });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['PB-4.3b'] }, { at: tx.now, note: 'F1、F2', evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: 'F1、F2 录全：手续、应收款项' }] });
      await this.record.write(tx, id, { kind: 'document', title: 'F1、F2 录全', clauseId: 'PB-4.3b' });
      return 'forms-completed';
    });
  }

  view(ctx: Context, { id, form }: Which, slipId?: string): Promise<DealFormView> {
    permit(ctx, READ_BY[form]);
    return this.database.read(ctx, async (tx) => {
      const { title, number, sections } = await this.data.layout(tx, await this.record.read(tx, id, READ_BY[form]), form, { ...(slipId && { slipId }), full: false });
      return { form, title, number, sections: sections.map(sectionView) };
    });
  }

  /** The numbers of people masked. Throws 422 naming PB-5 for a form without its title or full number. */
  async file(ctx: Context, { id, form }: Which, { format = 'pdf', slipId }: Wanted): Promise<PrintedFile> {
    permit(ctx, READ_BY[form]);
    const [layout, deal] = await this.database.read(ctx, async (tx) => {
      const read = await this.record.read(tx, id, READ_BY[form]);
      return [await this.data.layout(tx, read, form, { ...(slipId && { slipId }), full: false }), read] as const;
    });
    return this.print(layout, deal, format);
  }

  /** The numbers of people in full; the look is kept with its reason. Two requests are two looks, so nothing is replayed. */
  async reveal(ctx: Context, { id, form }: Which, { format = 'pdf', slipId, reason }: Wanted & { reason: string }): Promise<PrintedFile> {
    permit(ctx, 'deal.reveal');
    const [layout, deal] = await this.database.write({ ...ctx, idempotency: undefined }, async (tx) => {
      const read = await this.record.read(tx, id, READ_BY[form]);
      permitDeal(ctx, 'deal.reveal', read);
      const full = await this.data.layout(tx, read, form, { ...(slipId && { slipId }), full: true });
      await this.record.write(tx, id, { kind: 'access', title: `打印《${OFFICIAL[form].title}》，含完整信息`, text: reason });
      return [full, read] as const;
    });
    return this.print(layout, deal, format);
  }

  private async print(layout: FormLayout, deal: Deal, format: FormFormat): Promise<PrintedFile> {
    const { pdf: content, missing } = format === 'pdf' ? await this.printer.print(layout) : { pdf: await this.workbooks.writeForm(layout), missing: [] };
    return { name: `${layout.title} ${deal.number}.${format}`, type: TYPES[format], content, missing };
  }

  /** What F1 and F2 lack by the contract, form by form; the steps stand on both. */
  private async gaps(tx: Tx, deal: Deal): Promise<Record<'f1' | 'f2', FormGap[]>> {
    const [parties, steps, receivables] = await Promise.all([this.record.parties(tx, deal.id), this.steps.of(tx, deal.id), this.receivables.view(tx, deal)]);
    const open = openEnded(steps).map(({ key, name }): FormGap => ({ field: `steps.${key}`, code: 'no_expected_day', text: { zh: `${name.zh}没有预计日期`, en: `${name.en} has no expected day` }, clause: 'PB-4.3b' }));
    const basics = missingBasics(deal, parties).map(({ field, zh, en }): FormGap => ({ field, code: 'required', text: { zh, en }, clause: 'PB-4.1a' }));
    return { f1: [...basics, ...open], f2: [...open, ...receivables.gaps.map((gap): FormGap => ({ ...gap, clause: 'PB-4.3b' }))] };
  }

  private actions(ctx: Context, deal: Deal, completion: FormCompletion | null, gaps: FormGap[]): DealAction[] {
    if (completion || deal.specialistUserId !== ctx.userId || deal.archivedAt || deal.cancelledAt) return [];
    const [gap] = gaps;
    const no = deal.takenAt ? gap?.text : NOT_TAKEN;
    return [{ action: 'complete-forms', ...(no ? { allowed: false, reason: no, clause: 'PB-4.3b' } : { allowed: true }) }];
  }
}

const distinct = (gaps: FormGap[]): FormGap[] => [...new Map(gaps.map((gap) => [gap.field, gap])).values()];

function lastOf(lines: { clause: ClauseId; at: Date; by: string; title: string }[], clauses: readonly ClauseId[]): FormChange | null {
  const last = lines.filter((line) => clauses.includes(line.clause)).toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
  return last ? { at: last.at.toISOString(), by: last.by, title: last.title } : null;
}

/** Plain data as it is, every value in words. */
function sectionView(section: FormSection): FormSectionView {
  if (section.type === 'table') {
    const { columns, rows, totals, totalsLabel = '合计', ...rest } = section;
    const cells = (row: Record<string, string | number | null>) => ({ cells: columns.map(({ key }) => String(row[key] ?? '')) });
    const free = columns.find(({ key }) => totals && totals[key] === undefined);
    return { ...rest, columns, rows: rows.map(cells), ...(totals && { totals: cells({ ...totals, ...(free && { [free.key]: totalsLabel }) }) }) };
  }
  if (section.type !== 'fields') return section;
  const { columns: _pairs, fields, ...rest } = section;
  return { ...rest, fields: fields.map(({ value, ...field }) => ({ ...field, value: value === null ? null : String(value) })) };
}
