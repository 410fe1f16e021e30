import { Inject, Injectable, Optional } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId, maskPhone } from '@luyue/kernel';
import { type Context, decodeCursor, page, type Page, PageQuery, pageSize, permit, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { readQuery } from '@luyue/search';
import type { CaseRow } from '../views.ts';
import { Account, AccountAccess, AccountHolder } from './account.entity.ts';
import type { AccountAccessView, AccountHolderView, AccountEvent, AccountHit, AccountHits, AccountPage, RevealedPhones } from './accounts.http.ts';
import { Accounts } from './accounts.service.ts';

const BY_KEY = statement('account_search_key', `SELECT id, number, holder_name AS "holderName", phone, address, category, special_care_kind AS "specialCareKind", matched_by AS "matchedBy" FROM account_search_key($1, $2, $3)`);
const BY_WORDS = statement('account_search_words', `SELECT id, number, holder_name AS "holderName", phone, address, category, special_care_kind AS "specialCareKind", matched_by AS "matchedBy" FROM account_search_words($1, $2, $3, $4, $5)`);
const ACCOUNT = { zh: '用户档案', en: 'account' };

type Found = Pick<Account, 'id' | 'number' | 'holderName' | 'phone' | 'address' | 'category' | 'specialCareKind'> & { matchedBy: AccountHit['matchedBy'] };

/** What other rooms know of an account: its open cases as rows of the case list, and what happened lately, newest first. */
export interface AccountHistory { of(tx: Tx, accountId: string): Promise<{ openCases: CaseRow[]; recent: AccountEvent[] }> }
/** Token of the room that tells the history; without one the page has none. */
export const ACCOUNT_HISTORY = Symbol('account-history');
const NO_HISTORY: AccountHistory = { of: () => Promise.resolve({ openCases: [], recent: [] }) };

/** Looking things up in the files: the type-ahead, the page of a household, and what is hidden on it (UC-15b, UC-15c). */
@Injectable()
export class AccountArchive {
  private readonly history: AccountHistory;

  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly accounts: Accounts, @Optional() @Inject(ACCOUNT_HISTORY) history?: AccountHistory) {
    this.history = history ?? NO_HISTORY;
  }

  /** Type-ahead within the units that the reader may see; `tookMs` is the search alone. Nothing for a query too short to mean anything. */
  async search(ctx: Context, typed: string, limit: number): Promise<AccountHits> {
    const units = unitsOf(ctx, 'account.read');
    const query = readQuery(typed);
    if (!query) return { items: [], tookMs: 0 };
    const started = performance.now();
    const inUnits = units === 'all' ? null : units;
    const found = await this.database.read(ctx, (tx) => query.shape === 'key'
      ? tx.sql<Found>(BY_KEY, [query.key, inUnits, limit])
      : tx.sql<Found>(BY_WORDS, [query.tokens, query.nameTokens, query.words, inUnits, limit]));
    const byInitials = query.shape === 'words' && query.tokens.every((token) => /^[a-z]+$/.test(token));
    return { items: found.map((row) => this.accounts.hit(row, byInitials ? 'initials' : row.matchedBy)), tookMs: Math.ceil(performance.now() - started) };
  }

  /** The page of one household, phones masked. */
  page(ctx: Context, id: string): Promise<AccountPage> {
    return this.database.read(ctx, async (tx) => {
      const account = await this.readable(tx, id, 'account.read');
      const [units, history] = await Promise.all([this.directory.units(tx), this.history.of(tx, id)]);
      return pageOf(account, units.get(account.unitId)?.name ?? '', history);
    });
  }

  /** The numbers in full. The look is on record in the same transaction, or there is none (UC-15c). */
  reveal(ctx: Context, id: string, reason: string): Promise<RevealedPhones> {
    return this.database.write(ctx, async (tx) => {
      const { phone, contacts } = await this.readable(tx, id, 'account.reveal');
      await tx.insert(AccountAccess, { tenantId: tx.tenantId, id: newId(), accountId: id, at: tx.now, userId: ctx.userId, userName: ctx.userName, reason });
      return { phone, contacts };
    });
  }

  /** Who looked at the numbers, newest first. */
  accesses(ctx: Context, id: string, query: PageQuery): Promise<Page<AccountAccessView>> {
    const after = decodeCursor(query.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      await this.readable(tx, id, 'account.read');
      const list = tx.manager.createQueryBuilder(AccountAccess, 'a').where('a.tenantId = :tenant AND a.accountId = :id', { tenant: tx.tenantId, id });
      if (after) list.andWhere('(a.at, a.id) < (:at, :last)', { at: after[0], last: after[1] });
      const rows = await list.orderBy('a.at', 'DESC').addOrderBy('a.id', 'DESC').limit(pageSize(query) + 1).getMany();
      return page(rows, pageSize(query), (a) => [a.at.toISOString(), a.id], ({ at, userId, userName, reason }) => ({ at: at.toISOString(), userId, userName, reason }));
    });
  }

  /** Who held the account before, the last one first (UC-5.2d). */
  holders(ctx: Context, id: string): Promise<{ items: AccountHolderView[] }> {
    return this.database.read(ctx, async (tx) => {
      await this.readable(tx, id, 'account.read');
      const rows = await tx.manager.createQueryBuilder(AccountHolder, 'h').where('h.tenantId = :tenant AND h.accountId = :id', { tenant: tx.tenantId, id }).orderBy('h.until', 'DESC').limit(50).getMany();
      return { items: rows.map((h) => ({ holderName: h.holderName, phoneMasked: maskPhone(h.phone), until: h.until.toISOString(), transferId: h.transferId, transferNumber: h.transferNumber })) };
    });
  }

  private async readable(tx: Tx, id: string, permission: string): Promise<Account> {
    permit(tx.ctx, permission);
    const account = await tx.get(Account, id, ACCOUNT);
    permit(tx.ctx, permission, account.unitId);
    return account;
  }
}

function pageOf(a: Account, unitName: string, { openCases, recent }: { openCases: CaseRow[]; recent: AccountEvent[] }): AccountPage {
  return {
    id: a.id, number: a.number, holderName: a.holderName, phoneMasked: maskPhone(a.phone), contacts: a.contacts.map(({ name, relation, phone }) => ({ name, relation, phoneMasked: maskPhone(phone) })),
    address: a.address, unitId: a.unitId, unitName, category: a.category, gasType: a.gasType, supplyStatus: a.supplyStatus, gasState: a.gasState,
    specialCare: a.specialCareKind === null ? null : {
      kind: a.specialCareKind, note: a.specialCareNote ?? '', source: a.specialCareSource ?? '', consentBy: a.specialCareConsentBy ?? '', consentAt: a.specialCareConsentAt?.toISOString() ?? '',
    },
    meter: a.meterNumber === null ? null : { number: a.meterNumber, model: a.meterModel ?? '' }, openCases, recent, version: a.version,
  };
}
