import { Injectable } from '@nestjs/common';
import { DealOpened, make, MessageRequested } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { dueDayAndTime, localDate, newId } from '@luyue/kernel';
import { Obligations } from '@luyue/obligations';
import { type Context, type FieldError, Numbers, permit, Problem, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { missingBasics } from '../deals/deal-actions.ts';
import { DealRecord, subjectOf } from '../deals/deal-record.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { kindOf } from '../deal-kinds.ts';
import { Deals } from '../deals/deals.service.ts';
import { DocumentTransfers } from '../document-transfers/document-transfers.service.ts';
import { StepRecord } from '../steps/step-record.ts';
import { Templates } from '../templates/templates.service.ts';
import type { DealView } from '../views.ts';
import { basicsOf, readParty, searchColumns } from './deal-row.ts';
import { changesOf } from './basics-changes.ts';
import type { BasicsBody, OpenDealBody } from '../basics-body.ts';
import { dutiesOfF1, dutiesOfSigning } from './signing.rules.ts';

/** The unit that PB calls the customer service department (客户服务部). */
const DEPARTMENT = 'customer_service_body';

/** What is wrong with a field of a form, and the clause that says so. */
export interface SigningFault extends FieldError { clause: string }

/** A contract is signed, its deal opened, F1 filled in and sent (PB-4.1a). */
@Injectable()
export class Signing {
  constructor(
    private readonly database: TenantDatabase, private readonly deals: Deals, private readonly record: DealRecord, private readonly templates: Templates, private readonly steps: StepRecord, private readonly transfers: DocumentTransfers,
    private readonly obligations: Obligations, private readonly directory: Directory, private readonly numbers: Numbers,
  ) {}

  /** Opens the deal of a signed contract; F1 is owed from then on. Throws 400 naming the fields that are not right. */
  async open(ctx: Context, body: OpenDealBody, origin: Deal['origin'] = 'live'): Promise<DealView> {
    permit(ctx, 'deal.write', body.shopUnitId);
    const number = await this.numbers.next(ctx, 'CJ');
    return this.database.write(ctx, async (tx) => {
      const signedAt = signingOf(tx, body);
      await this.directory.unit(tx, body.shopUnitId, 'shopUnitId');
      const departmentUnitId = await this.departmentOf(tx, body.departmentUnitId);
      const agent = await this.agentOf(tx, body);
      const basics = basicsOf(body);
      const template = await this.templates.startingAt(tx, kindOf(basics), basics.city, signedAt);
      const id = newId();
      const parties = this.partiesOf(tx, id, body);
      const deal = await this.record.insert(tx, {
        tenantId: tx.tenantId, id, version: 1, number, status: 'signed', ...basics, signedAt, shopUnitId: body.shopUnitId, departmentUnitId, agentUserId: agent, specialistUserId: null, specialistAcceptedAt: null, templateId: template.id,
        templateEdition: template.edition, f1SentAt: null, takenAt: null, f4ReceivedAt: null, formalitiesDoneAt: null, archivedAt: null, cancelledAt: null, cancelReason: null, origin, clockDueAt: null, clockRiskAt: null, stage: null, stageName: null, waitingFor: null, ...searchColumns(basics, parties),
      }, parties);
      await this.steps.plan(tx, deal, template.steps);
      await this.obligations.open(tx, dutiesOfSigning({ signedAt, f1ReceivedAt: null }).map((owed) => ({ ...owed, subject: subjectOf(deal), unitId: deal.shopUnitId, userId: deal.agentUserId, origin })));
      await this.record.write(tx, id, { kind: 'status', title: '合同签订', text: `${deal.contractNumber}，${deal.title}`, at: signedAt });
      tx.publish(make(DealOpened, { dealId: id, version: 1, number, business: deal.business, title: deal.title, city: deal.city, shopUnitId: deal.shopUnitId, departmentUnitId, agentUserId: agent, signedAt: signedAt.toISOString(), origin }));
      await this.record.changed(tx, deal, 'opened');
      return this.deals.view(tx, id);
    });
  }

  /** All that `open` would refuse of a form which was filled in elsewhere; it says no at the first. */
  async faults(ctx: Context, body: OpenDealBody): Promise<SigningFault[]> {
    permit(ctx, 'deal.write', body.shopUnitId);
    return this.database.read(ctx, async (tx) => {
      const found: SigningFault[] = [];
      const looks = [() => signingOf(tx, body), () => this.directory.unit(tx, body.shopUnitId, 'shopUnitId'), () => this.departmentOf(tx, body.departmentUnitId), () => this.agentOf(tx, body), () => basicsOf(body), () => this.partiesOf(tx, tx.tenantId, body)];
      for (const look of looks) {
        try {
          await look();
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
          found.push(...(error.options.errors ?? []).map((fault) => ({ ...fault, clause: error.options.clause ?? 'PB-4.1a' })));
        }
      }
      return found;
    });
  }

  /** The shop corrects the basics until F1 has gone out, the specialist afterwards (PB-3.1, PB-3.2). Each changed field is kept with who and when. */
  correct(ctx: Context, id: string, body: BasicsBody, version: number): Promise<DealView> {
    return this.deals.change(ctx, id, 'deal.read', version, async (tx, deal) => {
      permit(ctx, deal.f1SentAt ? 'deal.work' : 'deal.write', deal.f1SentAt ? deal.departmentUnitId : deal.shopUnitId);
      const basics = basicsOf(body);
      if (kindOf(basics) !== kindOf(deal)) throw refuse.rule('PB-4.5b', 'template_kept', { zh: '业务种类决定手续，开单后不能改；请取消后重开', en: 'The kind of deal decides its steps and cannot change; cancel it and open another' });
      const before = await this.record.parties(tx, id);
      const after = this.partiesOf(tx, id, body);
      const changes = changesOf({ deal, parties: before }, { deal: basics, parties: after });
      if (!changes.length) return 'unchanged';
      const utilitiesChanged = basics.utilities.join() !== deal.utilities.join();
      if (utilitiesChanged && deal.f4ReceivedAt) throw refuse.rule('PB-4.9b', 'f4_decides', { zh: '过户项目以 F4 为准；要改先退回 F4', en: 'F4 says which utilities go over; return it first' });
      await this.record.patch(tx, deal, { ...basics, ...searchColumns(basics, after) });
      await this.record.replaceParties(tx, deal, before, after);
      if (utilitiesChanged) await this.steps.utilitiesListed(tx, deal, false);
      await this.transfers.basicsCorrected(tx, deal);
      for (const change of changes) await this.record.write(tx, id, { kind: 'change', title: `F1 ${change.name}`, text: `${change.from || '（空）'} → ${change.to || '（空）'}`, clauseId: 'PB-4.5' });
      return 'basics-corrected';
    });
  }

  /** PB-4.1a is met by sending; PB-4.1b and PB-4.1c begin with the department's receipt, which is this moment. */
  sendF1(ctx: Context, id: string): Promise<DealView> {
    return this.deals.change(ctx, id, 'deal.write', null, async (tx, deal) => {
      const missing = missingBasics(deal, await this.record.parties(tx, id));
      if (missing.length) throw refuse.rule('PB-4.1a', 'f1_incomplete', { zh: `F1 还不完整：${missing.map((m) => m.zh).join('，')}`, en: `F1 is not complete: ${missing.map((m) => m.en).join(', ')}` }, { errors: missing.map((m) => ({ field: m.field, code: 'required', message: { zh: m.zh, en: m.en } })) });
      await this.record.move(tx, deal, 'submitted', { f1SentAt: tx.now });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['PB-4.1a'] }, { at: tx.now, note: 'F1', evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `F1 发到客户服务部` }] });
      const owner = (await this.directory.holders(tx, 'supervisor', deal.departmentUnitId)).users;
      const [naming] = await this.obligations.open(tx, dutiesOfF1({ signedAt: deal.signedAt, f1ReceivedAt: tx.now }).map((owed) => ({
        ...owed, subject: subjectOf(deal), origin: deal.origin,
        // The supervisor owns the naming, the agent the transfer (PB-4.1b, PB-4.1c).
        ...(owed.clauseId === 'PB-4.1b' ? { unitId: deal.departmentUnitId, userId: owner.length === 1 ? owner[0]!.id : null } : { unitId: deal.shopUnitId, userId: deal.agentUserId }),
      })));
      await this.announce(tx, deal, naming?.dueAt ?? null);
      await this.record.write(tx, id, { kind: 'message', title: 'F1 发到客户服务部', clauseId: 'PB-4.1a' });
      return 'f1-sent';
    });
  }

  private async announce(tx: Tx, deal: Deal, dueAt: Date | null): Promise<void> {
    const [{ units, users }, zone] = await Promise.all([this.directory.people(tx), this.directory.zone(tx)]);
    tx.publish(make(MessageRequested, {
      messageId: newId(), context: 'property-brokerage', unitId: deal.shopUnitId, subject: subjectOf(deal), clauseId: 'PB-4.1a', obligationId: null, dueAt: null, urgent: false, link: `/deals/${deal.id}`, kind: 'f1_sent',
      values: { shop: units.get(deal.shopUnitId)?.name ?? '', agent: users.get(deal.agentUserId)?.name ?? '', signedOn: localDate(deal.signedAt, zone), due: dueAt ? dueDayAndTime(dueAt, zone) : '—' },
      to: [{ key: 'supervisor', person: 'role', role: 'supervisor', unitId: deal.departmentUnitId, channels: ['inapp', 'email'], copy: false }],
    }));
  }

  private async agentOf(tx: Tx, body: OpenDealBody): Promise<string> {
    const agent = body.agentUserId ?? tx.ctx.userId;
    if (!agent) throw refuse.field('agentUserId', 'required', { zh: '要写明经办人', en: 'the agent is missing' }, 'PB-3.1');
    return (await this.directory.user(tx, agent, 'agentUserId')).id;
  }

  private partiesOf(tx: Tx, dealId: string, body: BasicsBody): DealParty[] {
    const errors: FieldError[] = [];
    const position = { seller: 0, buyer: 0 };
    const parties = body.parties.map((party, i): DealParty => ({ tenantId: tx.tenantId, id: newId(), version: 1, dealId, position: position[party.side]++, ...readParty(party, `parties.${i}`, errors) }));
    if (errors.length) throw refuse.fields(errors);
    return parties;
  }

  private async departmentOf(tx: Tx, given: string | undefined): Promise<string> {
    if (given) return (await this.directory.unit(tx, given, 'departmentUnitId')).id;
    const designated = [...(await this.directory.units(tx)).values()].filter((unit) => unit.active && unit.designations.includes(DEPARTMENT));
    if (designated.length !== 1) throw refuse.field('departmentUnitId', 'required', { zh: '要写明客户服务部：公司里指定了不止一个，或一个也没有', en: 'name the customer service department: the company has designated none, or several' }, 'PB-4.1b');
    return designated[0]!.id;
  }
}

function signingOf(tx: Tx, body: OpenDealBody): Date {
  const signedAt = new Date(body.signedAt);
  if (signedAt > tx.now) throw refuse.field('signedAt', 'future', { zh: '签订时间不能在以后', en: 'cannot lie in the future' }, 'PB-4.1a');
  return signedAt;
}
