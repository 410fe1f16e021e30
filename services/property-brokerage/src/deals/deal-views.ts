import type { DirectoryUnit, DirectoryUser } from '@luyue/directory';
import { maskIdNumber, maskPhone, yuan } from '@luyue/kernel';
import { type Obligation, type ObligationLine, obligationView } from '@luyue/obligations';
import type { DealAction, DealRow, DealView, PartyView } from '../views.ts';
import type { Deal, DealParty } from './deal.entity.ts';
import { sideName } from '../deal-kinds.ts';

interface Names { now: Date; units: Map<string, DirectoryUnit>; users: Map<string, DirectoryUser> }
export interface Surroundings extends Names { obligations: Map<string, Obligation[]> }

/** Whole fen, of a column or a sum, as yuan on the wire. */

const nextClock = (rows: ObligationLine[]): ObligationLine | undefined =>
  rows.filter((o) => o.status === 'open').toSorted((a, b) => (a.dueAt?.getTime() ?? Infinity) - (b.dueAt?.getTime() ?? Infinity))[0];

/** `next` is the open obligation that is due first. */
export function dealRow(deal: Deal, around: Names, next: ObligationLine | undefined): DealRow {
  const person = (id: string | null): string | null => (id && around.users.get(id)?.name) || null;
  return {
    id: deal.id, version: deal.version, number: deal.number, business: deal.business, payment: deal.payment, status: deal.status as DealRow['status'], title: deal.title, city: deal.city, address: deal.property.address,
    price: yuan(deal.priceFen), signedAt: deal.signedAt.toISOString(), stage: deal.stageName, waitingFor: deal.waitingFor, shopUnitId: deal.shopUnitId, shopName: around.units.get(deal.shopUnitId)?.name ?? '', departmentName: around.units.get(deal.departmentUnitId)?.name ?? '',
    agentName: person(deal.agentUserId) ?? '', specialistUserId: deal.specialistUserId, specialistName: person(deal.specialistUserId), nextClock: next ? obligationView(next, around.now, around) : null,
  };
}

export const partyView = (deal: Pick<Deal, 'business'>, party: DealParty): PartyView => ({
  id: party.id, side: party.side, sideName: sideName(deal.business, party.side), name: party.name, phoneMasked: maskPhone(party.phone), idKind: party.idKind, idNumberMasked: maskIdNumber(party.idNumber), email: party.email,
  representative: party.representative && { name: party.representative.name, phoneMasked: maskPhone(party.representative.phone), idNumberMasked: maskIdNumber(party.representative.idNumber) },
});

export function dealView(deal: Deal, parties: DealParty[], actions: DealAction[], around: Names, obligations: ObligationLine[]): DealView {
  const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
  return {
    ...dealRow(deal, around, nextClock(obligations)), property: deal.property, contractNumber: deal.contractNumber, commissionSeller: yuan(deal.commissionSellerFen), commissionBuyer: yuan(deal.commissionBuyerFen), utilities: deal.utilities,
    departmentUnitId: deal.departmentUnitId, agentUserId: deal.agentUserId, specialistAcceptedAt: instant(deal.specialistAcceptedAt), templateId: deal.templateId, templateEdition: deal.templateEdition, f1SentAt: instant(deal.f1SentAt),
    takenAt: instant(deal.takenAt), f4ReceivedAt: instant(deal.f4ReceivedAt), formalitiesDoneAt: instant(deal.formalitiesDoneAt), archivedAt: instant(deal.archivedAt), cancelledAt: instant(deal.cancelledAt), cancelReason: deal.cancelReason, origin: deal.origin,
    parties: parties.map((p) => partyView(deal, p)), obligations: obligations.map((o) => obligationView(o, around.now, around)), actions,
  };
}
