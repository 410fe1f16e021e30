/** Property brokerage after-sales */
export const en = {
  deal: {
    what: 'Deal', new: 'Register a deal', search: 'Number, contract, phone, name, address', none: 'No deals', noneText: 'When a shop has signed a contract, it is registered here.',
    view: { all: 'All open', mine: 'Mine', overdue: 'Overdue', risk: 'At risk', unassigned: 'No specialist', archived: 'Archived' },
    business: { sale: 'Sale', lease: 'Lease' }, payment: { full_payment: 'Paid in full', mortgage: 'Mortgage' },
    status: { signed: 'Signed', submitted: 'F1 sent', assigned: 'Specialist named', taken: 'Taken', formalities_done: 'Formalities done', archived: 'Archived', cancelled: 'Cancelled' },
    track: { signed: 'Signed', submitted: 'F1 sent', assigned: 'Specialist', taken: 'Documents', formalities_done: 'Formalities', archived: 'Archive' },
    price: 'Price', commission: 'Commission', commissionOf: '{{side}} {{amount}}', agent: 'Agent', specialist: 'Specialist', nobody: 'none yet', waitsAccept: 'not taken on yet', shop: 'Shop', department: 'Department', contract: 'Contract', city: 'City', property: 'Property', address: 'Address',
    certificate: 'Title certificate', noCertificate: 'not issued yet', area: 'Area', square: '{{n}} m²', use: 'Use', utilities: 'Utilities', parties: 'Parties', party: 'Party', acts: 'acting', idNumber: 'Identity', phone: 'Phone', email: 'E-mail', signedAt: 'Signed', template: 'Step template', templateDefault: 'general', templateEdition: '{{city}} edition {{n}}', nextDue: 'Next due', noDue: 'nothing due',
    column: { price: 'Price', specialist: 'Specialist', agent: 'Agent', shop: 'Shop', signed: 'Signed', business: 'Business' },
    filter: { business: 'Business', payment: 'Payment', specialist: 'Specialist', me: 'mine', none: 'none yet' },
    action: { 'send-f1': 'Send F1', assign: 'Name a specialist', reassign: 'Another specialist', accept: 'Take it on', decline: 'Decline', cancel: 'Cancel the deal', correct: 'Correct the basics' },
    done: { 'send-f1': 'F1 sent to the department', assign: 'Specialist named', reassign: 'Specialist changed', accept: 'Taken on', decline: 'Declined', cancel: 'Deal cancelled', opened: '{{number}} registered', corrected: 'Corrected' },
    ask: { 'send-f1': 'Once it is sent, the department names a specialist within 1 working day.', accept: 'From then on you see it through.', decline: 'Why not', cancel: 'Why it is cancelled', reassign: 'Why another', note: 'A word to the specialist' },
    load: { pick: 'Choose a specialist', open: '{{count}} open', overdue: '{{count}} overdue', today: '{{count}} due today', none: 'The department has no specialist' },
    reveal: 'Show in full', revealReason: 'Why you need it', revealed: 'This look is recorded.', noReveal: 'needs the permission to reveal personal data',
    gone: 'Cancelled: {{reason}}', toSend: 'F1 to send', noneToSend: 'No F1 waits', noneUnassigned: 'Every deal has a specialist', documents: 'Documents', steps: 'Steps', later: 'begins when the deal is taken',
  },
  dealForm: {
    title: 'Register a deal', correct: 'Correct the basics', business: 'Business', payment: 'Payment', name: 'Property', namePlaceholder: 'Riverside One 2-1501', city: 'City', address: 'Address', certificate: 'Title certificate', certificateHint: 'leave empty where none is issued yet', area: 'Area (m²)', use: 'Use', contractNumber: 'Contract number', signedOn: 'Signed on', signedTime: 'at',
    price: 'Price (yuan)', commissionSeller: 'Commission of the {{side}} (yuan)', commissionBuyer: 'Commission of the {{side}} (yuan)', shop: 'Shop', department: 'Department', utilities: 'Utilities', utility: { gas: 'Gas', cable: 'Cable TV', water: 'Water', power: 'Power' },
    seller: 'Seller', buyer: 'Buyer', lessor: 'Lessor', lessee: 'Lessee', add: 'Another {{side}}', remove: 'Remove', partyName: 'Name or company', idKindOf: 'kind of identity', idKind: { id_card: 'Identity card', passport: 'Passport', business_licence: 'Business licence', other: 'Other' }, idNumber: 'Number', phone: 'Phone', email: 'E-mail', acting: 'Somebody acts for them', actingName: 'Acting', actingHint: 'needs a notarised power of attorney',
    save: 'Register', saveCorrect: 'Save', starts: 'Starts on saving', f1: 'F1 to the department by 24:00 of the day of signing', keep: 'Every change is kept with who and when.',
  },
}
