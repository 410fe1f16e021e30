import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Ledger, type PostedEntry, type StatementEntry } from '@luyue/ledger';
import { Money } from '@luyue/kernel';
import { type Context, type Page, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { type ClosingListener, DealRecord } from '../deals/deal-record.ts';
import type { Deal } from '../deals/deal.entity.ts';
import { ACCOUNTS, type Account, accountName, bookOf, DEAL_BOOK, ownerOf } from './deal-book.ts';
import type { BookView } from './held-funds.http.ts';
import type { SideAccount } from './held-funds.rules.ts';

/** The book of a deal: what the company holds, for whom, and how it moves (capability 4). Whoever posts has locked the deal, so that what is asked before stays true. */
@Injectable()
export class HeldFunds implements ClosingListener, OnModuleInit {
  constructor(private readonly database: TenantDatabase, private readonly record: DealRecord, private readonly ledger: Ledger) {}

  onModuleInit(): void { this.record.askBeforeClosing(this); }

  /** Reading 13: no deal is cancelled or archived while money is held for it. */
  async dealClosing(tx: Tx, deal: Deal): Promise<void> {
    const { bank } = await this.balances(tx, deal.id);
    if (!bank.isZero) throw refuse.rule('PB-4.7', 'funds_held', { zh: `还代管着 ${bank.text} 元，付清或退清后才能取消或归档`, en: `${bank.text} yuan are still held; they are paid out or back before the deal is closed` }, { extra: { held: bank.toString() } });
  }

  book(ctx: Context, dealId: string): Promise<BookView> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => {
      const deal = await this.record.read(tx, dealId, 'funds.read');
      const balances = await this.balances(tx, dealId);
      return {
        dealId, dealNumber: deal.number, held: balances.bank.toString(), inPayment: balances.in_payment.toString(), available: balances.bank.subtract(balances.in_payment).toString(),
        accounts: ACCOUNTS.map((code) => ({ code, name: accountName(deal.business, code), owner: ownerOf(code), balance: balances[code].toString() })),
      };
    });
  }

  entries(ctx: Context, dealId: string, limit: number, cursor: string | undefined): Promise<Page<StatementEntry>> {
    permit(ctx, 'funds.read');
    return this.database.read(ctx, async (tx) => {
      await this.record.read(tx, dealId, 'funds.read');
      return this.ledger.statement(tx, bookOf(dealId), { limit, ...(cursor && { cursor }) });
    });
  }

  /** The whole book, the newest entry first, for rooms that have asked their own permission. */
  async postings(tx: Tx, dealId: string): Promise<StatementEntry[]> {
    const entries: StatementEntry[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const { items, nextCursor }: Page<StatementEntry> = await this.ledger.statement(tx, bookOf(dealId), { limit: 200, ...(cursor && { cursor }) });
      entries.push(...items);
      cursor = nextCursor;
    }
    return entries;
  }

  balances(tx: Tx, dealId: string): Promise<Record<Account, Money>> { return this.ledger.balances(tx, DEAL_BOOK, bookOf(dealId)); }

  /** The same for the deals of a list. */
  balancesOf(tx: Tx, dealIds: string[]): Promise<Map<string, Record<Account, Money>>> { return this.ledger.balancesOf(tx, DEAL_BOOK, 'deal', dealIds); }

  /** Throws 422 naming the clause where the account holds less than `amount`; what slips have reserved is no longer in it. */
  async needs(tx: Tx, deal: Deal, account: Account, amount: Money, clause: string): Promise<void> {
    const held = (await this.balances(tx, deal.id))[account];
    if (held.compare(amount) >= 0) return;
    const name = accountName(deal.business, account);
    throw refuse.rule(clause, 'insufficient', { zh: `${name.zh}只有 ${held.text} 元可用，不够 ${amount.text} 元`, en: `${name.en}: ${held.text} yuan are available, less than ${amount.text}` }, { extra: { account, held: held.toString(), asked: amount.toString() } });
  }

  /** Money came in for a side. */
  received(tx: Tx, dealId: string, receipt: { id: string; entryId: string; number: string; account: SideAccount; amount: Money; at: Date }): Promise<PostedEntry> {
    return this.ledger.post(tx, DEAL_BOOK, { id: receipt.entryId, book: bookOf(dealId), kind: 'receipt', reference: receipt.id, at: receipt.at, note: receipt.number, clause: 'PB-4.6', lines: [{ account: 'bank', debit: receipt.amount }, { account: receipt.account, credit: receipt.amount }] });
  }

  /** A slip goes to finance: its money is set aside, so that no other can promise it (PB-4.7). Answers the entry that `release` takes back. */
  async reserved(tx: Tx, dealId: string, slip: { id: string; number: string; round: number; account: SideAccount; amount: Money; at: Date }): Promise<string> {
    const { id } = await this.ledger.post(tx, DEAL_BOOK, { book: bookOf(dealId), kind: 'reservation', reference: `${slip.id}/${slip.round}`, at: slip.at, note: slip.number, clause: 'PB-4.7', lines: [{ account: slip.account, debit: slip.amount }, { account: 'in_payment', credit: slip.amount }] });
    return id;
  }

  /** An entry is taken back: a receipt that is reversed, the money of a slip that came back from finance. */
  takenBack(tx: Tx, entryId: string, reason: string): Promise<PostedEntry> { return this.ledger.reverse(tx, entryId, reason); }

  /** The bank has paid. The slip's id is the reference, so that it is paid once whatever is repeated. */
  paidOut(tx: Tx, dealId: string, slip: { id: string; number: string; amount: Money; at: Date }): Promise<PostedEntry> {
    return this.ledger.post(tx, DEAL_BOOK, { book: bookOf(dealId), kind: 'pay_out', reference: slip.id, at: slip.at, note: slip.number, clause: 'PB-4.7', lines: [{ account: 'in_payment', debit: slip.amount }, { account: 'bank', credit: slip.amount }] });
  }
}
