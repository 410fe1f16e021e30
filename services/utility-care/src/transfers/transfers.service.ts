import { Injectable } from '@nestjs/common';
import { type AgreementChanged, type CrossingRefused, make, TransferAnswered, type UtilityTransferRequested } from '@luyue/contracts';
import { Crossings, Directory, type DirectoryListener, type DirectoryUnit } from '@luyue/directory';
import { Files } from '@luyue/files';
import { maskIdNumber, maskPhone, Money, newId, readPhone, yuan } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView } from '@luyue/obligations';
import { type Context, decodeCursor, Numbers, page, type Page, permit, refuse, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import type { Account } from '../accounts/account.entity.ts';
import { Accounts } from '../accounts/accounts.service.ts';
import { AccountTransfer } from './transfer.entity.ts';
import type { AcceptTransfer, ReadMeter, RefuseTransfer, RequestTransfer, TransferRow, TransferView } from './transfers.http.ts';
import { debtBlocks, dutiesOfTransfer, transferMoves, type TransferStatus } from './transfers.rules.ts';

const WHAT = { zh: '过户申请', en: 'account transfer' };
const PREFIX = 'GH';
const CLAUSE = 'UC-5.2d';

export interface TransferFilter { status?: TransferStatus; accountId?: string; limit: number; cursor?: string }
type Origin = Pick<AccountTransfer, 'channel' | 'partnerTenantId' | 'partnerName' | 'agreementId' | 'partnerRequestId'>;
const OURS = { partnerTenantId: null, partnerName: null, agreementId: null, partnerRequestId: null };

/** A household's account goes to a new holder (UC-5.2d): asked at the counter or by a partner (PB-4.9b), answered in time, read, handed over. */
@Injectable()
export class Transfers implements DirectoryListener {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly numbers: Numbers, private readonly accounts: Accounts, private readonly obligations: Obligations,
    private readonly obligationList: ObligationList, private readonly files: Files, private readonly crossings: Crossings,
  ) {}

  /** Newest first, within the units that the reader may see. */
  list(ctx: Context, filter: TransferFilter): Promise<Page<TransferRow>> {
    const units = unitsOf(ctx, 'transfer.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(AccountTransfer, 't').where('t.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('t.unitId = ANY (:units)', { units });
      if (filter.status) query.andWhere('t.status = :status', { status: filter.status });
      if (filter.accountId) query.andWhere('t.accountId = :account', { account: filter.accountId });
      if (after) query.andWhere('(t.receivedAt, t.id) < (:at, :last)', { at: after[0], last: after[1] });
      const rows = await query.orderBy('t.receivedAt', 'DESC').addOrderBy('t.id', 'DESC').limit(filter.limit + 1).getMany();
      const [people, obligations] = [await this.obligationList.people(tx), await this.obligationList.ofSubjects(tx, rows.map((r) => r.id))];
      return page(rows, filter.limit, (r) => [r.receivedAt.toISOString(), r.id], (r) => {
        const clock = obligations.get(r.id)?.find((o) => o.status === 'open');
        return rowOf(r, people.units, clock ? obligationView(clock, tx.now, people) : null);
      });
    });
  }

  get(ctx: Context, id: string): Promise<TransferView> {
    permit(ctx, 'transfer.read');
    return this.database.read(ctx, async (tx) => this.view(tx, await tx.get(AccountTransfer, id, WHAT)));
  }

  /** At the counter, for a household of ours. 409 while another transfer of the account runs. */
  async request(ctx: Context, body: RequestTransfer): Promise<TransferView> {
    permit(ctx, 'transfer.open');
    const phone = phoneOf(body.newHolder.phone, 'newHolder.phone');
    const number = await this.numbers.next(ctx, PREFIX);
    return this.database.write(ctx, async (tx) => {
      const account = await this.accountOf(tx, body.accountId);
      permit(ctx, 'transfer.open', account.unitId);
      const { oldHolder, newHolder } = body;
      const row = await this.receive(tx, number, account, account.unitId, { ...OURS, channel: body.channel }, {
        address: account.address, accountNumber: account.number, oldHolderName: oldHolder?.name ?? account.holderName, oldHolderPhone: oldHolder?.phone ?? account.phone, oldHolderIdNumber: oldHolder?.idNumber ?? null,
        newHolderName: newHolder.name, newHolderPhone: phone, newHolderIdNumber: newHolder.idNumber ?? null, contractNumber: body.contractNumber ?? null, requestedDate: body.requestedDate ?? null,
      });
      return this.view(tx, row);
    });
  }

  /** A partner's request, over its agreement with us or not at all (PF-10). `tx` is the partner's; our clock starts with the receipt here, on our calendar (R25). */
  async fromPartner(tx: Tx, eventId: string, event: UtilityTransferRequested): Promise<void> {
    if (event.utility !== 'gas') return;
    await this.crossings.crossTo(tx, eventId, event, async (there, e, from, number: string) => {
      // The same request sent anew is the one that we have.
      if (await this.requested(there, from.tenantId, e.requestId)) return;
      const account = e.accountNumber ? await this.accounts.byNumber(there, e.accountNumber) : null;
      const unitId = account?.unitId ?? centreOf(await this.directory.units(there));
      if (!unitId) throw refuse.rule(CLAUSE, 'no_unit', { zh: '对方还没有承办单位', en: 'The company has no unit that takes it' });
      const running = account ? await this.running(there, account.id) : null;
      if (running) throw refuse.rule(CLAUSE, 'transfer_running', { zh: `这户正在过户：${running.number}`, en: `A transfer of the account runs: ${running.number}` });
      const { address, accountNumber, oldHolderName, oldHolderPhone, oldHolderIdNumber, newHolderName, newHolderIdNumber, contractNumber, requestedDate } = e;
      await this.receive(there, number, account, unitId, { channel: 'partner', partnerTenantId: from.tenantId, partnerName: from.name, agreementId: from.agreementId, partnerRequestId: e.requestId }, {
        address, accountNumber, oldHolderName, oldHolderPhone, oldHolderIdNumber, newHolderName, newHolderPhone: phoneOf(e.newHolderPhone, 'newHolderPhone'), newHolderIdNumber, contractNumber, requestedDate,
      });
    }, (ctx) => this.numbers.next(ctx, PREFIX));
  }

  /** An answer of ours that no agreement carries any more: the transfer and its duty stay with us, and the file says why the partner is silent (PF-10). */
  async notDelivered(tx: Tx, { eventType, subjectId, note }: CrossingRefused): Promise<void> {
    if (eventType !== 'utility-care.transfer.answered.v1') return;
    const row = await tx.find(AccountTransfer, subjectId, { lock: true });
    if (row) await tx.update(AccountTransfer, row, { history: [...row.history, step(tx, row.status, `没能告知${row.partnerName ?? '合作方'}：${note ?? '合作协议已不在有效期'}`)] });
  }

  /** The end of an agreement: what runs under it stays ours with its duty, and its file says from then on why the partner hears nothing (PF-10). */
  async agreementChanged(tx: Tx, { agreementId, partnerTenantId, partnerName, status, reason }: AgreementChanged): Promise<void> {
    if (status !== 'ended') return;
    const rows = await tx.manager.createQueryBuilder(AccountTransfer, 't').where('t.tenantId = :tenant AND t.partnerTenantId = :partner AND t.agreementId = :id AND t.finishedAt IS NULL', { tenant: tx.tenantId, partner: partnerTenantId, id: agreementId }).orderBy('t.id').getMany();
    for (const { id } of rows) {
      const row = await tx.lock(AccountTransfer, id, WHAT);
      if (!row.finishedAt) await tx.update(AccountTransfer, row, { history: [...row.history, step(tx, row.status, `与${partnerName}的合作协议已终止，进度不再告知对方${reason ? `：${reason}` : ''}`)] });
    }
  }

  /** Debts block it, with the reason shown; an account that is not known yet is named here (UC-5.2d). */
  accept(ctx: Context, id: string, { accountId, debt }: AcceptTransfer): Promise<TransferView> {
    return this.change(ctx, id, 'accepted', async (tx, row) => {
      const known = accountId ?? row.accountId;
      if (!known) throw refuse.field('accountId', 'required', { zh: '先找到这户的档案', en: 'find the account first' }, CLAUSE);
      const account = await this.accountOf(tx, known);
      permit(ctx, 'transfer.work', account.unitId);
      const running = await this.running(tx, known);
      if (running && running.id !== id) throw runs(running);
      const owed = Money.parse(debt);
      const blocked = debtBlocks({ fen: owed.fen, yuan: owed.text });
      if (blocked) throw refuse.rule(CLAUSE, 'debt', blocked, { extra: { debt: owed.toString() } });
      await this.answer(tx, row, '受理');
      return { patch: { accountId: known, accountNumber: account.number, debtFen: owed.fen.toString() }, text: '受理，户上无欠费' };
    });
  }

  refuse(ctx: Context, id: string, { reason, debt }: RefuseTransfer): Promise<TransferView> {
    return this.change(ctx, id, 'refused', async (tx, row) => {
      await this.answer(tx, row, reason);
      return { patch: { reason, ...(debt && { debtFen: Money.parse(debt).fen.toString() }), finishedAt: tx.now }, text: debt ? `${reason}（欠费 ${Money.parse(debt).text} 元）` : reason };
    });
  }

  appointment(ctx: Context, id: string, at: Date): Promise<TransferView> {
    return this.change(ctx, id, 'appointment', async (tx) => {
      if (at <= tx.now) throw refuse.field('at', 'past', { zh: '约定的时间已经过了', en: 'the time agreed lies in the past' }, CLAUSE);
      return { patch: { appointmentAt: at }, text: '约定上门抄表' };
    });
  }

  /** The final reading of the old holder, with its photo. */
  read(ctx: Context, id: string, { reading, attachmentIds }: ReadMeter): Promise<TransferView> {
    return this.change(ctx, id, 'read', async (tx) => {
      const photos = await this.files.claim(tx, attachmentIds, { type: 'transfer', id });
      return { patch: { reading, readingPhotoIds: photos.map((f) => f.id) }, text: `表底数 ${reading} 立方米` };
    });
  }

  /** The old holder's time ends and the new one's begins; the file keeps who was there before. */
  complete(ctx: Context, id: string): Promise<TransferView> {
    return this.change(ctx, id, 'done', async (tx, row) => {
      await this.accounts.changeHolder(tx, row.accountId!, { holderName: row.newHolderName, phone: row.newHolderPhone }, row);
      return { patch: { finishedAt: tx.now }, text: `户名改为${row.newHolderName}` };
    });
  }

  /** The cause went away: what was still owed is cancelled (R12). */
  withdraw(ctx: Context, id: string, reason: string): Promise<TransferView> {
    return this.change(ctx, id, 'withdrawn', async (tx) => {
      await this.obligations.cancel(tx, { subjectId: id, clauses: [CLAUSE] }, reason);
      return { patch: { reason, finishedAt: tx.now }, text: reason };
    });
  }

  /** For files: true when the id is a transfer that the caller may read; throws 403 where they may not. */
  async checkReadable(tx: Tx, id: string): Promise<boolean> {
    const row = await tx.find(AccountTransfer, id);
    if (row) permit(tx.ctx, 'transfer.read', row.unitId);
    return !!row;
  }

  private async receive(tx: Tx, number: string, account: Account | null, unitId: string, origin: Origin, asked: Omit<Partial<AccountTransfer>, keyof Origin> & Pick<AccountTransfer, 'address' | 'oldHolderName' | 'newHolderName' | 'newHolderPhone'>): Promise<AccountTransfer> {
    const running = account && (await this.running(tx, account.id));
    if (running) throw runs(running);
    const row = await tx.insert<AccountTransfer>(AccountTransfer, {
      tenantId: tx.tenantId, id: newId(), version: 1, number, status: 'requested', accountId: account?.id ?? null, accountNumber: null, oldHolderPhone: null, oldHolderIdNumber: null, newHolderIdNumber: null, contractNumber: null,
      requestedDate: null, ...origin, ...asked, unitId, receivedAt: tx.now, debtFen: null, reason: null, appointmentAt: null, reading: null, readingPhotoIds: [], finishedAt: null,
      history: [step(tx, 'requested', origin.partnerName ? `${origin.partnerName}提出` : '本人申请')],
    });
    const subject = { type: 'transfer', id: row.id, number, title: `过户：${row.oldHolderName} → ${row.newHolderName}`, place: row.address };
    await this.obligations.open(tx, dutiesOfTransfer({ receivedAt: tx.now }).map((owed) => ({ ...owed, subject, unitId })));
    this.tell(tx, row);
    return row;
  }

  /** One step by the transition table; a partner hears of each (PF-10). */
  private change(ctx: Context, id: string, to: TransferStatus, work: (tx: Tx, row: AccountTransfer) => Promise<{ patch: Partial<AccountTransfer>; text: string }>): Promise<TransferView> {
    permit(ctx, 'transfer.work');
    return this.database.write(ctx, async (tx) => {
      const row = await tx.lock(AccountTransfer, id, WHAT);
      permit(ctx, 'transfer.work', row.unitId);
      const allowed = transferMoves[row.status];
      if (!allowed.includes(to)) throw refuse.transition(row.status, to, [...allowed], CLAUSE);
      const { patch, text } = await work(tx, row);
      await tx.update(AccountTransfer, row, { ...patch, status: to, history: [...row.history, step(tx, to, text)] });
      this.tell(tx, row);
      return this.view(tx, row);
    });
  }

  private async answer(tx: Tx, row: AccountTransfer, text: string): Promise<void> {
    await this.obligations.meet(tx, { subjectId: row.id, clauses: [CLAUSE] }, { at: tx.now, note: text, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: tx.ctx.userName, text }] });
  }

  private tell(tx: Tx, row: AccountTransfer): void {
    if (!row.partnerTenantId || !row.agreementId || !row.partnerRequestId) return;
    tx.publish(make(TransferAnswered, {
      transferId: row.id, toTenantId: row.partnerTenantId, agreementId: row.agreementId, requestId: row.partnerRequestId, number: row.number, status: row.status, reason: row.reason, debt: yuanOf(row.debtFen),
      appointmentAt: row.appointmentAt?.toISOString() ?? null, reading: row.reading, at: tx.now.toISOString(),
    }));
  }

  private async accountOf(tx: Tx, id: string): Promise<Account> {
    const account = await this.accounts.find(tx, id);
    if (!account) throw refuse.field('accountId', 'unknown_account', { zh: '没有这户的档案', en: 'no such account' }, CLAUSE);
    return account;
  }

  private running(tx: Tx, accountId: string): Promise<AccountTransfer | null> {
    return tx.manager.createQueryBuilder(AccountTransfer, 't').where('t.tenantId = :tenant AND t.accountId = :id AND t.finishedAt IS NULL', { tenant: tx.tenantId, id: accountId }).getOne();
  }

  private requested(tx: Tx, partnerTenantId: string, requestId: string): Promise<AccountTransfer | null> {
    return tx.manager.createQueryBuilder(AccountTransfer, 't').where('t.tenantId = :tenant AND t.partnerTenantId = :partner AND t.partnerRequestId = :id', { tenant: tx.tenantId, partner: partnerTenantId, id: requestId }).getOne();
  }

  private async view(tx: Tx, row: AccountTransfer): Promise<TransferView> {
    permit(tx.ctx, 'transfer.read', row.unitId);
    const [people, obligations] = await Promise.all([this.obligationList.people(tx), this.obligationList.ofSubjects(tx, [row.id])]);
    const owed = (obligations.get(row.id) ?? []).map((o) => obligationView(o, tx.now, people));
    return {
      ...rowOf(row, people.units, owed.find((o) => o.status === 'open') ?? null),
      oldHolder: holderOf(row.oldHolderName, row.oldHolderPhone, row.oldHolderIdNumber), newHolder: holderOf(row.newHolderName, row.newHolderPhone, row.newHolderIdNumber), contractNumber: row.contractNumber,
      requestedDate: row.requestedDate, debt: yuanOf(row.debtFen), reason: row.reason, appointmentAt: row.appointmentAt?.toISOString() ?? null, reading: row.reading, readingPhotoIds: row.readingPhotoIds, history: row.history,
      obligations: owed, allowed: [...transferMoves[row.status]], fromPartner: row.partnerTenantId !== null,
    };
  }
}

const runs = (running: AccountTransfer) => refuse.conflict('transfer_running', { zh: `这户正在过户：${running.number}`, en: `A transfer of the account runs: ${running.number}` }, { clause: CLAUSE });
const step = (tx: Tx, status: TransferStatus, text: string) => ({ at: tx.now.toISOString(), status, by: tx.ctx.userName, text });
const yuanOf = (fen: string | null): string | null => (fen === null ? null : yuan(fen));
const holderOf = (name: string, phone: string | null, idNumber: string | null) => ({ name, phoneMasked: phone && maskPhone(phone), idNumberMasked: idNumber && maskIdNumber(idNumber) });

function phoneOf(typed: string, field: string): string {
  const phone = readPhone(typed);
  if (!phone) throw refuse.field(field, 'phone', { zh: '不是电话号码', en: 'no phone number' }, CLAUSE);
  return phone;
}

/** Who takes a request for a household that we have not found yet: the customer service body, or the top of the company. */
function centreOf(units: Map<string, DirectoryUnit>): string | undefined {
  const active = [...units.values()].filter((u) => u.active).toSorted((a, b) => a.path.length - b.path.length || (a.id < b.id ? -1 : 1));
  return (active.find((u) => u.designations.includes('customer_service_body')) ?? active[0])?.id;
}

const rowOf = (r: AccountTransfer, units: Map<string, DirectoryUnit>, clock: TransferRow['clock']): TransferRow => ({
  id: r.id, version: r.version, number: r.number, status: r.status, channel: r.channel, accountId: r.accountId, accountNumber: r.accountNumber, address: r.address, oldHolderName: r.oldHolderName, newHolderName: r.newHolderName,
  partnerName: r.partnerName, unitId: r.unitId, unitName: units.get(r.unitId)?.name ?? '', receivedAt: r.receivedAt.toISOString(), clock,
});
