import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { localDate, yuanWords } from '@luyue/kernel';
import { ObligationList, Obligations } from '@luyue/obligations';
import type { AskedRecipient } from '@luyue/contracts';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { MONEY_NAMES } from '../deal-kinds.ts';
import { DealRecord } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import type { DealMessage } from '../messages/message.entity.ts';
import { DealMessages, type MessageListener } from '../messages/messages.service.ts';
import type { ReportedReceipt } from './held-funds.http.ts';
import { reportState } from './held-funds.rules.ts';
import { Receipt } from './receipt.entity.ts';

/** What a report of money is called among the notices. */
const REPORTS = new Set(['receipt_reported', 'receipt_reversed']);

/** Receipts reported to department finance, copied to manager, supervisor and specialist, each by inbox and e-mail (PB-4.6). */
@Injectable()
export class ReceiptReports implements MessageListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly messages: DealMessages, private readonly obligations: Obligations, private readonly duties: ObligationList, private readonly directory: Directory,
  ) {}

  onModuleInit(): void { this.messages.hear(this); }

  /** One message for each receipt. What is under way or complete is not sent again; a report that did not reach somebody is. Throws 400 naming the entry for an unknown receipt. */
  report(ctx: Context, receiptIds: string[]): Promise<{ items: ReportedReceipt[] }> {
    permit(ctx, 'funds.receive');
    return this.database.write(ctx, async (tx) => {
      const rows = await tx.manager.createQueryBuilder(Receipt, 'r').where('r.tenantId = :tenant AND r.id = ANY (:ids)', { tenant: tx.tenantId, ids: receiptIds }).getMany();
      const byId = new Map(rows.map((r) => [r.id, r]));
      receiptIds.forEach((id, i) => { if (!byId.has(id)) throw refuse.field(`receiptIds.${i}`, 'unknown_receipt', { zh: '没有这笔收款', en: 'there is no such receipt' }); });
      const deals = new Map<string, Deal>();
      // In one order, as everybody else who takes several deals.
      for (const dealId of [...new Set(rows.map((r) => r.dealId))].toSorted()) deals.set(dealId, await this.record.take(tx, dealId, 'funds.receive'));
      const sent = new Map((await this.messages.ofSubjects(tx, receiptIds)).map((m) => [m.subjectId, m]));
      const owed = await this.duties.ofSubjects(tx, receiptIds);
      const items: ReportedReceipt[] = [];
      for (const id of receiptIds) {
        const receipt = await tx.lock(Receipt, id);
        const state = reportState(receipt, sent.get(id));
        const outcome = state === 'complete' ? 'complete' : state === 'sent' ? 'under_way' : 'sent';
        if (outcome === 'sent') await this.send(tx, deals.get(receipt.dealId)!, receipt, owed.get(id)?.at(-1)?.dueAt ?? null);
        items.push({ receiptId: id, number: receipt.number, outcome });
      }
      for (const deal of deals.values()) await this.record.changed(tx, deal, 'receipt-reported');
      return { items };
    });
  }

  /** PB-4.6 is met when the last of those who are owed the report has it; with one copy missing it is not complete (reading 6). */
  async messageSettled(tx: Tx, message: DealMessage): Promise<void> {
    if (!REPORTS.has(message.kind) || !message.completeAt) return;
    const deal = await this.record.lock(tx, message.dealId);
    const receipt = await tx.lock(Receipt, message.subjectId);
    if (receipt.completeAt) return;
    await tx.update(Receipt, receipt, { completeAt: message.completeAt });
    await this.obligations.meet(tx, { subjectId: receipt.id, clauses: ['PB-4.6'] }, {
      at: message.completeAt, note: receipt.number, evidence: [{ kind: 'fact', at: message.requestedAt.toISOString(), by: message.requestedBy, text: `${receipt.number} 报部门财务，抄送齐全` }],
    });
    await this.record.write(tx, deal.id, { kind: 'message', title: `收款 ${receipt.number} 上报送达`, clauseId: 'PB-4.6', at: message.completeAt });
    await this.record.changed(tx, deal, 'receipt-report-complete');
  }

  private async send(tx: Tx, deal: Deal, receipt: Receipt, dueAt: Date | null): Promise<void> {
    const [{ units, users }, zone, original] = await Promise.all([this.directory.people(tx), this.directory.zone(tx), receipt.reversalOf ? tx.get(Receipt, receipt.reversalOf) : receipt]);
    const what = { amount: yuanWords(receipt.amountFen), receivedOn: localDate(original.receivedAt, zone), purpose: MONEY_NAMES[receipt.kind], payer: receipt.payerName };
    await this.messages.send(tx, deal, {
      kind: receipt.reversalOf ? 'receipt_reversed' : 'receipt_reported', clauseId: 'PB-4.6', subjectId: receipt.id, unitId: deal.shopUnitId, dueAt, to: recipientsOf(deal), vacant: deal.specialistUserId ? [] : ['specialist'],
      values: receipt.reversalOf ? { ...what, by: receipt.recordedBy, reason: receipt.reason ?? '' } : { ...what, shop: units.get(deal.shopUnitId)?.name ?? '', agent: users.get(deal.agentUserId)?.name ?? '' },
    });
    if (!receipt.reportedAt) await tx.update(Receipt, receipt, { reportedAt: tx.now });
    await this.record.write(tx, deal.id, { kind: 'message', title: `收款 ${receipt.number} 报部门财务`, clauseId: 'PB-4.6' });
  }
}

/** Finance for the file, the others a copy. */
function recipientsOf(deal: Deal): AskedRecipient[] {
  const role = (key: string, code: string, copy: boolean): AskedRecipient => ({ key, person: 'role', role: code, unitId: deal.departmentUnitId, channels: ['inapp', 'email'], copy });
  return [
    role('finance', 'department_finance', false), role('manager', 'department_manager', true), role('supervisor', 'supervisor', true),
    ...(deal.specialistUserId ? [{ key: 'specialist', person: 'user' as const, userId: deal.specialistUserId, channels: ['inapp' as const, 'email' as const], copy: true }] : []),
  ];
}
