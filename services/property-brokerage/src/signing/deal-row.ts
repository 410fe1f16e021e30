import { type FieldError, refuse } from '@luyue/platform';
import { Money, readIdCard, readPhone } from '@luyue/kernel';
import { normalise, tokensOf } from '@luyue/search';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import type { BasicsBody, PartyBody } from '../basics-body.ts';

/** Phone, identity number and representative of a party in the form that is stored; faults name the field. */
export function readParty(party: PartyBody, field: string, errors: FieldError[]): Pick<DealParty, 'side' | 'name' | 'idKind' | 'idNumber' | 'phone' | 'email' | 'language' | 'representative'> {
  const phone = read(readPhone(party.phone), `${field}.phone`, 'phone', { zh: '不是电话号码', en: 'is no phone number' }, errors);
  const idNumber = identity(party.idKind, party.idNumber, `${field}.idNumber`, errors);
  const acts = party.representative;
  const representative = acts ? {
    name: acts.name, phone: read(readPhone(acts.phone), `${field}.representative.phone`, 'phone', { zh: '不是电话号码', en: 'is no phone number' }, errors), idNumber: identity('id_card', acts.idNumber, `${field}.representative.idNumber`, errors),
  } : null;
  return { side: party.side, name: party.name.trim(), idKind: party.idKind, idNumber, phone, email: party.email ?? null, language: party.language ?? 'zh', representative };
}

function read(value: string | null, field: string, code: string, message: { zh: string; en: string }, errors: FieldError[]): string {
  if (value === null) errors.push({ field, code, message });
  return value ?? '';
}

const identity = (kind: PartyBody['idKind'], typed: string, field: string, errors: FieldError[]): string =>
  (kind === 'id_card' ? read(readIdCard(typed), field, 'id_card', { zh: '身份证号不对，请核对', en: 'is no valid identity number' }, errors) : typed.trim().toUpperCase());

/** Whole fen of an amount in yuan. Throws 400 for one with a part smaller than a fen, or below zero. */
export function fenOf(text: string, field: string): string {
  try {
    const amount = Money.parse(text);
    if (amount.isNegative) throw new Error('negative');
    return amount.fen.toString();
  } catch {
    throw refuse.field(field, 'money', { zh: '金额要是不小于零的元，最多两位小数', en: 'is an amount of yuan, not below zero, with two decimals at most' });
  }
}

/** The columns that the search compares: parties and address by words, numbers by their beginning. */
export function searchColumns(deal: Pick<Deal, 'property' | 'title'>, parties: Pick<DealParty, 'name'>[]): Pick<Deal, 'searchText' | 'tokens'> {
  const names = parties.map((p) => p.name).join(' ');
  const place = `${deal.title} ${deal.property.address}`;
  return { searchText: [normalise(names), normalise(place)].join('\n'), tokens: [...new Set([...parties.flatMap((p) => tokensOf(p.name, '')), ...tokensOf('', place)])] };
}

/** The columns of the basics (F1) as they are stored. */
export function basicsOf(body: BasicsBody): Pick<Deal, 'business' | 'payment' | 'title' | 'city' | 'property' | 'contractNumber' | 'priceFen' | 'commissionSellerFen' | 'commissionBuyerFen' | 'utilities'> {
  if (body.business === 'lease' && body.payment) throw refuse.field('payment', 'not_in_a_lease', { zh: '租赁没有付款方式', en: 'a lease has no way of payment' }, 'PB-2');
  if (body.business === 'sale' && !body.payment) throw refuse.field('payment', 'required', { zh: '买卖要写明全款还是按揭', en: 'a sale is paid in full or by mortgage' }, 'PB-2');
  return {
    business: body.business, payment: body.payment ?? null, title: body.title.trim(), city: body.city.trim(), contractNumber: body.contractNumber.trim(), priceFen: fenOf(body.price, 'price'),
    commissionSellerFen: fenOf(body.commissionSeller ?? '0', 'commissionSeller'), commissionBuyerFen: fenOf(body.commissionBuyer ?? '0', 'commissionBuyer'), utilities: body.utilities ?? [],
    property: { address: body.property.address.trim(), certificateNumber: body.property.certificateNumber ?? null, areaSquareMetres: body.property.areaSquareMetres ?? null, use: body.property.use ?? '住宅' },
  };
}
