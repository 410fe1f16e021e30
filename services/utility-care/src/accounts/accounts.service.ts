import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { maskPhone, newId, readPhone, tailOf } from '@luyue/kernel';
import { type Context, type FieldError, matchVersion, Numbers, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { keyOf } from '@luyue/search';
import { Account, AccountHolder } from './account.entity.ts';
import { accountRow, careColumns, INSERT_ACCOUNTS, type NewAccount, REPLACE_PHONES, searchColumns, type SpecialCare, tailsOf } from './account-row.ts';
import type { AccountHit, BulkResult } from './accounts.http.ts';

const BY_PHONE = statement('account_by_phone', `SELECT account_id FROM account_phone WHERE tenant_id = $1 AND tail = $2 ORDER BY account_id LIMIT 5`);
const BY_NUMBER = statement('account_by_number', `SELECT id FROM account WHERE tenant_id = $1 AND number_key = $2`);
const ACCOUNT = { zh: '用户档案', en: 'account' };
/** Bad rows named in one answer to a bulk call. */
const MOST_ERRORS = 20;

/** What may be corrected in a file. The gas state is not among it: it changes only through orders (UC-5.2a). */
export type AccountChange = Partial<Pick<Account, 'holderName' | 'phone' | 'contacts' | 'address' | 'unitId' | 'category' | 'gasType' | 'meterNumber' | 'meterModel'>>;

/** The household files of a tenant: found by other rooms, opened, corrected. */
@Injectable()
export class Accounts {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly numbers: Numbers) {}

  find(tx: Tx, id: string): Promise<Account | null> {
    return tx.find(Account, id);
  }

  /** At most five accounts with this phone, their contacts' phones included; none for what is no phone number. */
  async byPhone(tx: Tx, phone: string): Promise<Account[]> {
    const number = readPhone(phone);
    if (!number) return [];
    const rows = await tx.sql<{ account_id: string }>(BY_PHONE, [tx.tenantId, tailOf(number)]);
    return Promise.all(rows.map((row) => tx.get(Account, row.account_id)));
  }

  /** The account of exactly this number, however it is written. */
  async byNumber(tx: Tx, number: string): Promise<Account | null> {
    const [row] = await tx.sql<{ id: string }>(BY_NUMBER, [tx.tenantId, keyOf(number)]);
    return row ? tx.find(Account, row.id) : null;
  }

  /** UC-5.2d: closes the old holder and puts the new one in, in the transaction of the transfer, which has asked its own permission. Contacts and special care were the old household's. */
  async changeHolder(tx: Tx, id: string, holder: { holderName: string; phone: string }, transfer: { id: string; number: string }): Promise<void> {
    const account = await tx.lock(Account, id, ACCOUNT);
    await tx.insert(AccountHolder, { tenantId: tx.tenantId, id: newId(), accountId: id, holderName: account.holderName, phone: account.phone, contacts: account.contacts, until: tx.now, transferId: transfer.id, transferNumber: transfer.number });
    await tx.update(Account, account, { ...holder, contacts: [], ...careColumns(null), ...searchColumns({ ...account, ...holder }) });
    await this.replacePhones(tx, account);
  }

  /** An account as lists show it: the phone masked (UC-15c). */
  hit(account: Pick<Account, 'id' | 'number' | 'holderName' | 'phone' | 'address' | 'category' | 'specialCareKind'>, matchedBy: AccountHit['matchedBy'] = 'phone'): AccountHit {
    const { id, number, holderName, phone, address, category, specialCareKind } = account;
    return { id, number, holderName, phoneMasked: maskPhone(phone), address, category, specialCare: specialCareKind, matchedBy };
  }

  /** Opens one file; without a number it gets the next one of ours. 409 for a number that is taken (UC-15b: one file per household). */
  async create(ctx: Context, entry: Omit<NewAccount, 'number'> & { number?: string }): Promise<string> {
    permit(ctx, 'account.write', entry.unitId);
    const number = entry.number ?? (await this.numbers.next(ctx, 'YH'));
    return this.database.write(ctx, async (tx) => {
      const [id] = await this.add(tx, [{ ...entry, number }], () => '');
      if (!id) throw refuse.conflict('account_number_taken', { zh: `户号 ${number} 已有档案`, en: `There is a file for account number ${number}` }, { clause: 'UC-15b' });
      return id;
    });
  }

  /** Takes over existing households, a thousand at most a call; a number that is already there is left as it is, so that a repetition adds nothing. */
  async createAll(ctx: Context, entries: NewAccount[]): Promise<BulkResult> {
    for (const unitId of new Set(entries.map((e) => e.unitId))) permit(ctx, 'account.write', unitId);
    return this.database.write(ctx, async (tx) => {
      const ids = await this.add(tx, entries, (i) => `accounts.${i}.`);
      return { created: ids.length, existing: entries.length - ids.length };
    });
  }

  /** Corrects a file. Throws 412 when it has changed since `version`. */
  async change(ctx: Context, id: string, version: number, change: AccountChange): Promise<void> {
    permit(ctx, 'account.write');
    await this.database.write(ctx, async (tx) => {
      const account = await this.take(tx, id, version);
      if (change.unitId) permit(ctx, 'account.write', (await this.directory.unit(tx, change.unitId)).id);
      const errors: FieldError[] = [];
      const patch: AccountChange = { ...change, ...readPhones({ phone: change.phone ?? account.phone, contacts: change.contacts ?? account.contacts }, '', errors) };
      if (errors.length) throw refuse.fields(errors, 'UC-15b');
      await tx.update(Account, account, { ...patch, ...searchColumns({ ...account, ...patch }) });
      if (change.phone || change.contacts) await this.replacePhones(tx, account);
    });
  }

  /** Registers a special user or takes the flag away (UC-7.7): a flag needs the user's consent and a source. */
  async setSpecialCare(ctx: Context, id: string, version: number, care: SpecialCare | null): Promise<void> {
    permit(ctx, 'account.write');
    await this.database.write(ctx, async (tx) => {
      const account = await this.take(tx, id, version);
      if (care) checkConsent(care, tx.now, '');
      await tx.update(Account, account, careColumns(care));
    });
  }

  /** Ids of the new ones. Throws 400 naming each bad field; nothing is written then. */
  private async add(tx: Tx, entries: NewAccount[], path: (i: number) => string): Promise<string[]> {
    const units = await this.directory.units(tx);
    const errors: FieldError[] = [];
    const rows = entries.map((entry, i) => {
      if (!units.has(entry.unitId)) errors.push({ field: `${path(i)}unitId`, code: 'unknown_unit', message: { zh: '没有这个单位', en: 'no such org unit' } });
      if (keyOf(entry.number).length < 3) errors.push({ field: `${path(i)}number`, code: 'number', message: { zh: '户号至少有 3 个字母或数字', en: 'an account number has at least 3 letters or digits' } });
      if (entry.specialCare) checkConsent(entry.specialCare, tx.now, `${path(i)}specialCare.`);
      return accountRow(tx.tenantId, { ...entry, ...readPhones(entry, path(i), errors) }, tx.now);
    });
    if (errors.length) throw refuse.fields(errors.slice(0, MOST_ERRORS), 'UC-15b');
    return (await tx.sql<{ id: string }>(INSERT_ACCOUNTS, [tx.tenantId, JSON.stringify(rows)])).map(({ id }) => id);
  }

  private async take(tx: Tx, id: string, version: number): Promise<Account> {
    const account = await tx.lock(Account, id, ACCOUNT);
    permit(tx.ctx, 'account.write', account.unitId);
    matchVersion(account, version);
    return account;
  }

  private async replacePhones(tx: Tx, account: Account): Promise<void> {
    const [forget, put] = REPLACE_PHONES;
    await tx.sql(forget, [tx.tenantId, account.id]);
    await tx.sql(put, [tx.tenantId, account.id, tailsOf(account)]);
  }
}

/** The phones of an entry in their one form; what is none goes to `errors` under its field. */
function readPhones(entry: Pick<NewAccount, 'phone' | 'contacts'>, path: string, errors: FieldError[]): Pick<Account, 'phone' | 'contacts'> {
  const read = (typed: string, field: string): string => {
    const phone = readPhone(typed);
    if (!phone) errors.push({ field, code: 'phone', message: { zh: '不是电话号码，例如 13912345207 或 0571-88665207', en: 'no phone number, e.g. 13912345207 or 0571-88665207' } });
    return phone ?? typed;
  };
  return { phone: read(entry.phone, `${path}phone`), contacts: (entry.contacts ?? []).map((c, i) => ({ ...c, phone: read(c.phone, `${path}contacts.${i}.phone`) })) };
}

function checkConsent(care: SpecialCare, now: Date, path: string): void {
  if (!care.consentBy || !care.consentAt) {
    throw refuse.rule('UC-7.7', 'consent_missing', { zh: '登记特殊用户要先征得本人或家属同意：填谁同意、何时同意', en: 'A special user is registered with consent: say who agreed and when' });
  }
  if (new Date(care.consentAt) > now) throw refuse.field(`${path}consentAt`, 'future', { zh: '同意的时间还没到', en: 'the consent lies in the future' }, 'UC-7.7');
}
