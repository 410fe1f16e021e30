import { Injectable } from '@nestjs/common';
import { type AgreementChanged, CROSSING_PURPOSES, crossingEvent, type CrossingRefused, make, type TransferAnswered, UtilityTransferRequested } from '@luyue/contracts';
import { Crossings, Directory, type DirectoryAgreement, type DirectoryListener } from '@luyue/directory';
import { dueDayAndTime, Money, newId } from '@luyue/kernel';
import { type Context, refuse, type Tx } from '@luyue/platform';
import { contactOf, specialistPhone } from '../deal-contact.ts';
import { UTILITY_NAMES } from '../deal-kinds.ts';
import { DealRecord, permitSpecialist } from '../deals/deal-record.ts';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { Deals } from '../deals/deals.service.ts';
import { DealMessages } from '../messages/messages.service.ts';
import type { DealView } from '../views.ts';
import { UtilityApplication } from './application.entity.ts';
import { ApplicationRecord } from './application-record.ts';
import type { RequestTransfer } from './utilities.http.ts';
import { byTheTerms, heardAt, isNews, statusOf } from './utilities.rules.ts';

const CLAUSE = 'PB-4.9b';
const PURPOSE = 'utility_transfer';
const EVENT = 'property-brokerage.utility-transfer.requested.v1';
const OPTIONAL = crossingEvent(PURPOSE, EVENT)!.optional;
const REQUEST = { zh: '过户申请', en: 'application' };
const OUTCOMES = { done: { zh: '办结', en: 'done' }, refused: { zh: '被退回', en: 'refused' }, stopped: { zh: '中止', en: 'stopped' } };
const UNDELIVERED = { no_agreement: '没有合作协议', agreement_not_in_force: '合作协议已不在有效期', not_in_the_terms: '合作协议没有约定这项申请' };

/** A gas company that may be asked over the platform, by the agreement with it. */
export interface Reachable { agreement: DirectoryAgreement; carries: boolean; fields: string[]; withheld: string[] }

/** Gas goes to the gas company over the platform, where an agreement with it lets the request cross; its answers come back the same way (UC-5.2d, PF-10). */
@Injectable()
export class PartnerRequests implements DirectoryListener {
  constructor(
    private readonly deals: Deals, private readonly record: DealRecord, private readonly applications: ApplicationRecord, private readonly messages: DealMessages, private readonly directory: Directory, private readonly crossings: Crossings,
  ) {}

  /** Whom one may ask, by name. */
  async reachable(tx: Tx): Promise<Reachable[]> {
    return (await this.directory.agreements(tx, PURPOSE)).map((agreement) => ({ agreement, ...byTheTerms(agreement.terms, EVENT, OPTIONAL) }));
  }

  /**
   * Sends it, with the fields alone that the agreement lets over. Throws 400 naming the field where the company is not clear, 422 naming the agreement where it does
   * not carry such requests, 409 where nothing can be applied for.
   */
  request(ctx: Context, dealId: string, body: RequestTransfer): Promise<DealView> {
    return this.deals.change(ctx, dealId, 'deal.work', null, async (tx, deal) => {
      permitSpecialist(ctx, deal);
      const phone = specialistPhone(body.phone, CLAUSE);
      const step = await this.applications.stepFor(tx, deal, 'gas');
      const [parties, reachable] = await Promise.all([this.record.parties(tx, dealId), this.reachable(tx)]);
      const [from, to] = [this.holder(parties, 'seller', body.oldHolderPartyId, 'oldHolderPartyId'), this.holder(parties, 'buyer', body.newHolderPartyId, 'newHolderPartyId')];
      const { agreement, fields, withheld } = this.chosen(reachable, body.agreementId);
      const accountNumber = body.accountNumber?.trim() ?? (await this.applications.accountOf(tx, dealId, 'gas'));
      const requestId = newId();
      await this.applications.lodge(tx, deal, step, { id: requestId, channel: 'platform', accountNumber, place: agreement.partnerName, partnerTenantId: agreement.partnerTenantId, agreementId: agreement.id, withheld, lodgedAt: tx.now, phone, attachmentIds: [] });
      const optional = { accountNumber, oldHolderPhone: contactOf(from).phone, oldHolderIdNumber: from.idNumber, newHolderIdNumber: to.idNumber, contractNumber: deal.contractNumber, requestedDate: body.requestedDate ?? null };
      // What may not cross does not leave us in the first place.
      const named = Object.fromEntries(Object.entries(optional).map(([field, value]) => [field, fields.includes(field) ? value : null])) as typeof optional;
      tx.publish(make(UtilityTransferRequested, {
        requestId, toTenantId: agreement.partnerTenantId, agreementId: agreement.id, utility: 'gas', address: deal.property.address, oldHolderName: from.name, newHolderName: to.name, newHolderPhone: contactOf(to).phone, at: tx.now.toISOString(), ...named,
      }));
      return 'utility-requested';
    });
  }

  /** An answer, over the agreement or not at all. `tx` is the gas company's. Delivered again or too late it changes nothing; one for a request that is over here is noted on it. */
  async answered(tx: Tx, eventId: string, event: TransferAnswered): Promise<void> {
    await this.crossings.crossTo(tx, eventId, event, async (there, answer, from) => {
      const known = await there.find(UtilityApplication, answer.requestId);
      if (!known || known.partnerTenantId !== from.tenantId) throw refuse.notFound(REQUEST);
      const deal = await this.record.lock(there, known.dealId);
      const row = await there.lock(UtilityApplication, answer.requestId);
      const to = statusOf(answer.status);
      if (row.endedAt) {
        if (row.status !== to) await this.applications.note(there, row, `${from.name}后来答复：${answer.reason ?? answer.number}`, from.name);
        return;
      }
      if (isNews(row, to, new Date(answer.at))) await this.apply(there, deal, row, answer, from.name);
    });
  }

  /** The request did not cross, or the company refused it for itself; one that it has by now is not touched (a delivery that came twice). */
  async notDelivered(tx: Tx, { eventType, subjectId, reason, note }: CrossingRefused): Promise<void> {
    if (eventType !== EVENT) return;
    const known = await tx.find(UtilityApplication, subjectId);
    if (!known) return;
    const deal = await this.record.lock(tx, known.dealId);
    const row = await tx.lock(UtilityApplication, subjectId);
    if (row.status !== 'lodged') return;
    if (reason === 'refused_by_partner') await this.ended(tx, deal, row, 'refused', note ?? `${row.place}没有受理`, row.place);
    else await this.ended(tx, deal, row, 'stopped', `没能送达${row.place}：${UNDELIVERED[reason]}`, row.place);
  }

  /** The end of an agreement stops what runs under it: its answers would reach us no more (PF-10). */
  async agreementChanged(tx: Tx, { agreementId, status, reason, partnerName }: AgreementChanged): Promise<void> {
    if (status !== 'ended') return;
    const rows = await tx.manager.createQueryBuilder(UtilityApplication, 'a').where('a.tenantId = :tenant AND a.agreementId = :agreementId AND a.endedAt IS NULL', { tenant: tx.tenantId, agreementId }).orderBy('a.id').getMany();
    for (const { id, dealId } of rows) {
      const deal = await this.record.lock(tx, dealId);
      const row = await tx.lock(UtilityApplication, id);
      if (!row.endedAt) await this.ended(tx, deal, row, 'stopped', `与${partnerName}的合作协议已终止${reason ? `：${reason}` : ''}`, partnerName);
    }
  }

  private async apply(tx: Tx, deal: Deal, row: UtilityApplication, answer: TransferAnswered, by: string): Promise<void> {
    const to = statusOf(answer.status);
    const at = heardAt(new Date(answer.at), row.lodgedAt, tx.now);
    const first = !row.acknowledgedAt;
    const told = {
      acknowledgement: answer.number, acknowledgedAt: row.acknowledgedAt ?? at, answeredAt: new Date(answer.at), debt: answer.debt ?? row.debt, reading: answer.reading ?? row.reading,
      appointmentAt: answer.appointmentAt ? new Date(answer.appointmentAt) : row.appointmentAt,
    };
    if (to === 'refused') {
      await tx.update(UtilityApplication, row, told);
      if (first) await this.applications.acknowledged(tx, deal, row, at);
      await this.ended(tx, deal, row, 'refused', answer.reason ?? `${by}没有写明原因`, by);
      return;
    }
    await this.applications.move(tx, row, to, wordsOf(answer, await this.directory.zone(tx)), { ...told, ...(to === 'done' && { endedAt: tx.now }) }, by);
    if (first) await this.applications.acknowledged(tx, deal, row, at);
    if (to === 'done') {
      const own = row.lodgedById !== null && row.lodgedById === deal.specialistUserId ? row.phone : null;
      await this.applications.done(tx, deal, row, { finishedAt: at, result: `${by}办结${row.reading ? `，表底数 ${row.reading}` : ''}`, attachmentIds: [], told: [], phone: own ?? undefined, by });
      await this.tell(tx, deal, row, 'done', row.reading ? `表底数 ${row.reading}` : row.acknowledgement ?? '');
    }
    await this.record.changed(tx, deal, 'utility-answered');
  }

  private async ended(tx: Tx, deal: Deal, row: UtilityApplication, to: 'refused' | 'stopped', reason: string, by: string): Promise<void> {
    await this.applications.move(tx, row, to, reason, { reason, endedAt: tx.now }, by);
    await this.applications.failed(tx, deal, row, reason);
    await this.tell(tx, deal, row, to, reason);
    await this.record.changed(tx, deal, 'utility-answered');
  }

  private async tell(tx: Tx, deal: Deal, row: UtilityApplication, outcome: keyof typeof OUTCOMES, reason: string): Promise<void> {
    if (!deal.specialistUserId) return;
    await this.messages.send(tx, deal, {
      kind: 'utility_result', clauseId: CLAUSE, subjectId: row.stepId, unitId: deal.departmentUnitId, values: { utility: UTILITY_NAMES[row.utility], outcome: OUTCOMES[outcome], reason },
      to: [{ key: 'specialist', person: 'user', userId: deal.specialistUserId, channels: ['inapp'], copy: false }],
    });
  }

  private chosen(reachable: Reachable[], agreementId: string | undefined): Reachable {
    const named = agreementId ? reachable.filter((r) => r.agreement.id === agreementId) : reachable;
    const [only] = named;
    if (!only) throw refuse.field('agreementId', 'no_agreement', agreementId ? { zh: '没有这份有效的协议', en: 'is no agreement in force' } : { zh: '与燃气公司没有有效的合作协议，请人工办理', en: 'there is no agreement in force with a gas company; apply by hand' }, 'PF-10');
    if (named.length > 1) throw refuse.field('agreementId', 'required', { zh: '有几家燃气公司，写明向哪家申请', en: 'there are several gas companies; say which is asked' }, 'PF-10');
    if (!only.carries) throw refuse.rule('PF-10', 'not_in_the_terms', { zh: `与${only.agreement.partnerName}的协议没有约定${CROSSING_PURPOSES[PURPOSE].events[0].zh}，请人工办理`, en: `The agreement with ${only.agreement.partnerName} carries no requests for a transfer; apply by hand` }, { extra: { agreementId: only.agreement.id } });
    return only;
  }

  private holder(parties: DealParty[], side: 'seller' | 'buyer', id: string | undefined, field: string): DealParty {
    const found = parties.find((p) => p.side === side && (!id || p.id === id));
    if (!found) throw refuse.field(field, 'unknown_party', { zh: '不是这一方的当事人', en: 'is no party of that side' }, CLAUSE);
    return found;
  }
}

function wordsOf({ status, number, appointmentAt, reading, debt }: TransferAnswered, zone: string): string {
  if (status === 'requested') return `受理号 ${number}`;
  if (status === 'appointment') return appointmentAt ? `约定 ${dueDayAndTime(new Date(appointmentAt), zone)} 上门抄表` : '已约定上门抄表';
  if (status === 'read') return reading ? `表底数 ${reading}` : '已抄表';
  if (status === 'accepted') return debt === null ? '受理' : Money.parse(debt).isZero ? '受理，户上无欠费' : `受理，户上欠费 ${Money.parse(debt).text} 元`;
  return number;
}
