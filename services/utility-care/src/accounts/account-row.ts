import { newId, tailOf } from '@luyue/kernel';
import { statement } from '@luyue/platform';
import { keyOf, searchTextOf, tokensOf } from '@luyue/search';
import type { Account, Category, Contact, GasState, GasType } from './account.entity.ts';

export interface SpecialCare { kind: string; note?: string | null; source: string; consentBy: string; consentAt: string }

/** A household as it is registered, singly or in bulk. Phones in the form of `readPhone`. */
export interface NewAccount {
  number: string;
  holderName: string;
  phone: string;
  contacts?: Contact[];
  address: string;
  unitId: string;
  category: Category;
  gasType: GasType;
  /** `pending` unless an existing household is taken over from elsewhere. */
  gasState?: GasState;
  meterNumber?: string | null;
  meterModel?: string | null;
  specialCare?: SpecialCare;
}

/** An account ready to be written: the row, and the keys of all its phones. */
export type AccountRow = Account & { tails: string[] };

/** The columns that the search compares; they follow every change of what they are made from. */
export const searchColumns = (account: Pick<Account, 'number' | 'meterNumber' | 'holderName' | 'address' | 'phone'>) => ({
  numberKey: keyOf(account.number), meterKey: account.meterNumber ? keyOf(account.meterNumber) : null,
  searchText: searchTextOf(account.holderName, account.address, account.phone), tokens: tokensOf(account.holderName, account.address),
});

export const careColumns = (care: SpecialCare | null | undefined) => ({
  specialCareKind: care?.kind ?? null, specialCareNote: care?.note ?? null, specialCareSource: care?.source ?? null,
  specialCareConsentBy: care?.consentBy ?? null, specialCareConsentAt: care ? new Date(care.consentAt) : null,
});

export const tailsOf = (account: Pick<Account, 'phone' | 'contacts'>): string[] => [...new Set([account.phone, ...account.contacts.map((c) => c.phone)].map(tailOf))];

export function accountRow(tenantId: string, entry: NewAccount, now: Date): AccountRow {
  const { specialCare, ...fields } = entry;
  const row = { ...fields, contacts: entry.contacts ?? [], gasState: entry.gasState ?? 'pending', meterNumber: entry.meterNumber ?? null, meterModel: entry.meterModel ?? null };
  return { tenantId, id: newId(), version: 1, ...row, supplyStatus: 'normal', ...careColumns(specialCare), createdAt: now, ...searchColumns(row), tails: tailsOf(row) };
}

const COLUMNS: Record<Exclude<keyof Account, 'tenantId'>, [column: string, type: string]> = {
  id: ['id', 'uuid'], version: ['version', 'int'], number: ['number', 'text'], holderName: ['holder_name', 'text'], phone: ['phone', 'text'], contacts: ['contacts', 'jsonb'],
  address: ['address', 'text'], unitId: ['unit_id', 'uuid'], category: ['category', 'text'], gasType: ['gas_type', 'text'], supplyStatus: ['supply_status', 'text'],
  gasState: ['gas_state', 'text'], meterNumber: ['meter_number', 'text'], meterModel: ['meter_model', 'text'], specialCareKind: ['special_care_kind', 'text'],
  specialCareNote: ['special_care_note', 'text'], specialCareSource: ['special_care_source', 'text'], specialCareConsentBy: ['special_care_consent_by', 'text'],
  specialCareConsentAt: ['special_care_consent_at', 'timestamptz'], createdAt: ['created_at', 'timestamptz'], numberKey: ['number_key', 'text'], meterKey: ['meter_key', 'text'],
  searchText: ['search_text', 'text'], tokens: ['tokens', 'text[]'],
};
const properties = Object.entries(COLUMNS);

/**
 * Writes up to a thousand accounts and their phones in one statement of two parameters: the tenant, and the rows as JSON. A number that is already
 * there is left alone (so that a repetition adds nothing); returns the ids of the new ones.
 */
export const INSERT_ACCOUNTS = statement('account_insert_many', `
  WITH entry AS (SELECT * FROM jsonb_to_recordset($2::jsonb) AS e(${properties.map(([property, [, type]]) => `"${property}" ${type}`).join(', ')}, tails text[])),
  added AS (
    INSERT INTO account (tenant_id, ${properties.map(([, [column]]) => column).join(', ')}) SELECT $1::uuid, ${properties.map(([property]) => `"${property}"`).join(', ')} FROM entry
    ON CONFLICT (tenant_id, number_key) DO NOTHING RETURNING id),
  phones AS (INSERT INTO account_phone (tenant_id, account_id, tail) SELECT $1::uuid, e.id, t FROM entry e JOIN added USING (id) CROSS JOIN unnest(e.tails) t)
  SELECT id FROM added`);

const FORGET_PHONES = statement('account_phone_forget', `DELETE FROM account_phone WHERE tenant_id = $1 AND account_id = $2`);
const PUT_PHONES = statement('account_phone_put', `INSERT INTO account_phone (tenant_id, account_id, tail) SELECT $1, $2, unnest($3::text[])`);
/** After a change of numbers, in this order and in the same transaction. */
export const REPLACE_PHONES = [FORGET_PHONES, PUT_PHONES] as const;
