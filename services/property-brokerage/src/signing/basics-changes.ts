import { maskIdNumber, maskPhone, yuan } from '@luyue/kernel';
import type { Deal, DealParty } from '../deals/deal.entity.ts';
import { sideName } from '../deal-kinds.ts';

type Basics = Pick<Deal, 'business' | 'title' | 'city' | 'property' | 'contractNumber' | 'priceFen' | 'commissionSellerFen' | 'commissionBuyerFen' | 'utilities'>;
interface State { deal: Basics; parties: Pick<DealParty, 'side' | 'position' | 'name' | 'idNumber' | 'phone' | 'email' | 'representative'>[] }
export interface BasicsChange { name: string; from: string; to: string }

interface Value { raw: string; shown: string }
const plain = (raw: string): Value => ({ raw, shown: raw });

/** The fields of the basics in the order of the form; numbers of people are compared whole and shown masked, since everybody who reads the deal reads its history. */
function fieldsOf({ deal, parties }: State): Map<string, Value> {
  const money = (fen: string): Value => plain(yuan(fen));
  const fields = new Map<string, Value>([
    ['房屋', plain(deal.title)], ['城市', plain(deal.city)], ['地址', plain(deal.property.address)], ['产权证号', plain(deal.property.certificateNumber ?? '')], ['面积', plain(deal.property.areaSquareMetres === null ? '' : String(deal.property.areaSquareMetres))],
    ['用途', plain(deal.property.use)], ['合同编号', plain(deal.contractNumber)], ['成交价', money(deal.priceFen)], ['卖方佣金', money(deal.commissionSellerFen)], ['买方佣金', money(deal.commissionBuyerFen)], ['过户项目', plain(deal.utilities.join('、'))],
  ]);
  for (const party of parties) {
    const who = `${sideName(deal.business, party.side).zh}${party.position + 1}`;
    const acts = party.representative;
    fields.set(who, plain(party.name)).set(`${who}证件号`, { raw: party.idNumber, shown: maskIdNumber(party.idNumber) }).set(`${who}电话`, { raw: party.phone, shown: maskPhone(party.phone) }).set(`${who}邮箱`, plain(party.email ?? ''));
    fields.set(`${who}代办人`, acts ? { raw: JSON.stringify([acts.name, acts.phone, acts.idNumber]), shown: `${acts.name} ${maskPhone(acts.phone)}` } : plain(''));
  }
  return fields;
}

/** Every field of the basics that differs, in the order of the form. */
export function changesOf(before: State, after: State): BasicsChange[] {
  const [from, to] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...from.keys(), ...to.keys()])].filter((name) => (from.get(name)?.raw ?? '') !== (to.get(name)?.raw ?? '')).map((name) => ({ name, from: from.get(name)?.shown ?? '', to: to.get(name)?.shown ?? '' }));
}
