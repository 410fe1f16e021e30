import type { Deal, DealParty, RevealedParty } from '../../api/types.ts'

export interface PartyDraft {
  /** Of the row on the page. */
  key: string
  side: 'seller' | 'buyer'
  name: string
  idKind: DealParty['idKind']
  idNumber: string
  phone: string
  email: string
  acts: boolean
  actsName: string
  actsPhone: string
  actsIdNumber: string
}
export interface Draft {
  business: Deal['business']
  payment: 'full_payment' | 'mortgage'
  title: string
  city: string
  address: string
  certificateNumber: string
  areaSquareMetres: string
  contractNumber: string
  price: string
  commissionSeller: string
  commissionBuyer: string
  utilities: Deal['utilities']
  parties: PartyDraft[]
}

let keys = 0
export const emptyParty = (side: PartyDraft['side']): PartyDraft => ({ key: `party-${(keys += 1)}`, side, name: '', idKind: 'id_card', idNumber: '', phone: '', email: '', acts: false, actsName: '', actsPhone: '', actsIdNumber: '' })

export const emptyDraft = (): Draft => ({
  business: 'sale', payment: 'mortgage', title: '', city: '', address: '', certificateNumber: '', areaSquareMetres: '', contractNumber: '', price: '', commissionSeller: '', commissionBuyer: '', utilities: [], parties: [emptyParty('seller'), emptyParty('buyer')],
})

/** A deal as its form shows it, with the full numbers of its parties. */
export const draftOf = (deal: Deal, full: RevealedParty[]): Draft => ({
  business: deal.business, payment: deal.payment ?? 'mortgage', title: deal.title, city: deal.city, address: deal.property.address, certificateNumber: deal.property.certificateNumber ?? '', areaSquareMetres: String(deal.property.areaSquareMetres ?? ''),
  contractNumber: deal.contractNumber, price: deal.price, commissionSeller: deal.commissionSeller, commissionBuyer: deal.commissionBuyer, utilities: deal.utilities,
  parties: deal.parties.map((party) => {
    const whole = full.find((each) => each.id === party.id)
    return { ...emptyParty(party.side), name: party.name, idKind: party.idKind, idNumber: whole?.idNumber ?? '', phone: whole?.phone ?? '', email: party.email ?? '', acts: party.representative !== null, actsName: party.representative?.name ?? '', actsPhone: whole?.representative?.phone ?? '', actsIdNumber: whole?.representative?.idNumber ?? '' }
  }),
})

const amount = (text: string): string => text.replaceAll(/[,，\s]/g, '') || '0'

/** The request body: what is left empty is not sent. */
export const bodyOf = (draft: Draft) => ({
  business: draft.business, ...(draft.business === 'sale' && { payment: draft.payment }), title: draft.title, city: draft.city, contractNumber: draft.contractNumber, utilities: draft.utilities,
  property: { address: draft.address, ...(draft.certificateNumber && { certificateNumber: draft.certificateNumber }), ...(draft.areaSquareMetres && { areaSquareMetres: Number(draft.areaSquareMetres) }) },
  price: amount(draft.price), commissionSeller: amount(draft.commissionSeller), commissionBuyer: amount(draft.commissionBuyer),
  parties: draft.parties.map((party) => ({
    side: party.side, name: party.name, idKind: party.idKind, idNumber: party.idNumber, phone: party.phone, ...(party.email && { email: party.email }), ...(party.acts && { representative: { name: party.actsName, phone: party.actsPhone, idNumber: party.actsIdNumber } }),
  })),
})
