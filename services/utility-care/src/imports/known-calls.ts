import { Injectable } from '@nestjs/common';
import { may, statement, type Text, type Tx } from '@luyue/platform';
import { normalise } from '@luyue/search';
import type { Account } from '../accounts/account.entity.ts';
import { Accounts } from '../accounts/accounts.service.ts';
import type { ImportedCall } from '../intake/open-case.ts';
import type { Call } from './read-call.ts';

/** Calls of one number about the same kind of matter within so many minutes are one call. */
const SAME_CALL_MS = 10 * 60_000;

const NEARBY = statement('import_cases_nearby', `
  SELECT number, kind, caller_phone AS phone, received_at AS "receivedAt", description, origin FROM service_case WHERE tenant_id = $1 AND caller_phone = ANY ($2) AND received_at BETWEEN $3 AND $4`);
const OPEN = statement('import_cases_open', `SELECT number, kind, account_id AS "accountId" FROM service_case WHERE tenant_id = $1 AND account_id = ANY ($2) AND closed_at IS NULL`);

/** A case by its number, or one of the same batch by its row. */
const numbered = (number: string): Text => ({ zh: number, en: number });
const rowed = (row: number): Text => ({ zh: `第 ${row} 行`, en: `row ${row}` });

interface Nearby { case: Text; kind: string; phone: string; receivedAt: Date; description: string; origin: string }
interface Open { case: Text; kind: string; accountId: string }
type Numbered<T> = Omit<T, 'case'> & { number: string } & Record<string, unknown>;

export type Verdict = { open: ImportedCall } | { already: true } | { reason: Text };

const digitsOf = (phone: string): string => phone.replace(/\D/g, '');

/** What the database knows of the rows of a batch: cases that are there already, calls that double another, whose household it is. */
@Injectable()
export class KnownCalls {
  constructor(private readonly accounts: Accounts) {}

  /** One verdict a row, in their order; a row also sees those before it in the same batch. */
  async judge(tx: Tx, rows: { row: number; call: Call }[]): Promise<Verdict[]> {
    if (!rows.length) return [];
    const phones = [...new Set(rows.map(({ call }) => call.phone))];
    const times = rows.map(({ call }) => call.receivedAt.getTime());
    const [found, ofPhones] = await Promise.all([
      // A landline may have been written down at the desk without its dash.
      tx.sql<Numbered<Nearby>>(NEARBY, [tx.tenantId, [...phones, ...phones.map(digitsOf)], new Date(Math.min(...times) - SAME_CALL_MS), new Date(Math.max(...times) + SAME_CALL_MS)]),
      Promise.all(phones.map((phone) => this.accounts.byPhone(tx, phone))),
    ]);
    const households = new Map(phones.map((phone, i) => [phone, ofPhones[i]!]));
    const pending = await tx.sql<Numbered<Open>>(OPEN, [tx.tenantId, ofPhones.flat().map((account) => account.id)]);
    const nearby: Nearby[] = found.map((row) => ({ ...row, case: numbered(row.number) }));
    const open: Open[] = pending.map((row) => ({ ...row, case: numbered(row.number) }));
    return rows.map(({ row, call }) => {
      const verdict = judgeOne(tx, row, call, households.get(call.phone)!, nearby, open);
      if ('open' in verdict) {
        nearby.push({ ...call, case: rowed(row), origin: 'batch' });
        if (verdict.open.accountId) open.push({ case: rowed(row), kind: call.kind, accountId: verdict.open.accountId });
      }
      return verdict;
    });
  }
}

function judgeOne(tx: Tx, row: number, call: Call, households: Account[], nearby: Nearby[], open: Open[]): Verdict {
  const ofPhone = nearby.filter((n) => digitsOf(n.phone) === digitsOf(call.phone));
  const same = ofPhone.find((n) => n.origin === 'import' && n.receivedAt.getTime() === call.receivedAt.getTime() && n.description === call.description);
  if (same) return { already: true };
  const doubled = ofPhone.find((n) => n.kind === call.kind && Math.abs(n.receivedAt.getTime() - call.receivedAt.getTime()) <= SAME_CALL_MS);
  if (doubled) return { reason: { zh: `重复来电：同一号码 10 分钟内已有同类受理，见 ${doubled.case.zh}（UC-5.1a）`, en: `double: the same number called about the same kind within 10 minutes, see ${doubled.case.en} (UC-5.1a)` } };

  const account = householdOf(call, households);
  if (account === 'unclear') return { reason: { zh: '地址：这个号码登记了几户，写明地址才知道是哪一户（UC-15b）', en: 'address: several households have this number, the address tells which (UC-15b)' } };
  if (!account && !call.address) return { reason: { zh: '地址：号码不在册，又没有地址，没法受理（UC-5.1a）', en: 'address: the number is unknown and there is no address to go to (UC-5.1a)' } };
  const pending = account && open.find((o) => o.accountId === account.id && o.kind === call.kind);
  if (pending) return { reason: { zh: `重复受理：这一户已有没办完的同类受理，见 ${pending.case.zh}（UC-5.1a）`, en: `double: the household has an open case of this kind, see ${pending.case.en} (UC-5.1a)` } };

  const unitId = account?.unitId ?? call.agent.unitId;
  if (!may(tx.ctx, 'import.run', unitId)) return { reason: { zh: '没有权限导入这个单位的受理（PF-6）', en: 'no permission to import cases of this unit (PF-6)' } };
  const { receivedAt, kind, faultScope, symptom, description, agent, phone, address } = call;
  return { open: { row, receivedAt, kind, faultScope, symptom, description, unitId, caller: { name: call.name || account?.holderName || '未留姓名', phone }, accountId: account?.id ?? null, address: account ? null : address, agentUserId: agent.id } };
}

/** The household of a call: the only one with this number, else the one that the address, or then the name, tells apart. */
function householdOf(call: Call, households: Account[]): Account | null | 'unclear' {
  if (households.length < 2) return households[0] ?? null;
  const address = call.address && normalise(call.address);
  const byAddress = address ? households.filter((a) => normalise(a.address).includes(address) || address.includes(normalise(a.address))) : [];
  const byName = households.filter((a) => a.holderName === call.name);
  return [byAddress, byName].find((found) => found.length === 1)?.[0] ?? 'unclear';
}
