import { addedSince, type CatalogueParts, catalogueOf, handingMoves, missingOf } from './archives.rules.ts';

const name = { zh: '身份证复印件（周子涵）', en: 'Identity copy (周子涵)' };
const parts = (more: Partial<CatalogueParts> = {}): CatalogueParts => ({ contractCopy: { state: 'checked' }, documents: [], f1Sent: true, f4: null, receipts: [], slips: [], steps: [], attachments: [], added: [], ...more });
const document = (state: string) => ({ id: 'd', name, state, originalPlace: '柜 A-17', attachmentIds: ['scan'] });

test('PB-4.10 a handing over ends once; what came back is handed over anew', () => {
  expect(handingMoves).toEqual({ handed_over: ['received', 'returned', 'withdrawn'], received: [], returned: [], withdrawn: [] });
});

test.each([['missing', '还没交来'], ['brought', '专员还没收下'], ['refused', '被退回'], ['owed', '欠交'], ['accepted', null]])('PB-4.10 a document that is %s: %s', (state, zh) => {
  expect(missingOf(catalogueOf(parts({ documents: [document(state)] }))).map((l) => [l.key, l.missing!.zh])).toEqual(zh ? [['document:d', zh]] : []);
});

test('PB-4.10 what does not apply is no document; an unchecked contract and an unsent F1 are missing', () => {
  const catalogue = catalogueOf(parts({ documents: [document('not_applicable')], contractCopy: { state: 'handed_over' }, f1Sent: false }));
  expect(catalogue.map((l) => l.key)).toEqual(['contract_copy:checked', 'form:f1']);
  expect(missingOf(catalogue).map((l) => l.missing!.en)).toEqual(['not checked by the department head yet', 'not sent yet']);
});

test.each([['open', '专员还没收到'], ['sent', '专员还没收到'], ['returned', '专员还没收到'], ['received', null]])('PB-4.10 F4 that is %s: %s', (status, zh) => {
  const [line] = catalogueOf(parts({ f4: { status, attachmentIds: ['signed'] } })).filter((l) => l.key === 'form:f4');
  expect([line!.missing?.zh ?? null, line!.attachmentIds]).toEqual([zh, ['signed']]);
});

test('PB-4.10 receipts, paid slips, finished steps, uploads and what was entered by hand; no upload twice', () => {
  const catalogue = catalogueOf(parts({
    documents: [document('accepted')], receipts: [{ id: 'r', number: 'SK1', name: { zh: '收款凭证', en: 'Receipt' }, payerName: '周子涵', amount: '10.00', attachmentIds: ['slip-scan'] }],
    slips: [{ id: 'paid', number: 'FK1', status: 'paid', payeeName: '钱永年', amount: '10.00' }, { id: 'gone', number: 'FK2', status: 'withdrawn', payeeName: '钱永年', amount: '10.00' }],
    steps: [{ id: 's', name: { zh: '租赁备案', en: 'Lease filing' }, state: 'done', result: '备案号 1', attachmentIds: [] }, { id: 'not', name: { zh: '燃气过户', en: 'Gas' }, state: 'not_applicable', result: '', attachmentIds: [] }],
    added: [{ id: 'a', name: '钥匙交接单', medium: 'original', note: '2 份', attachmentIds: [] }], attachments: [{ id: 'scan', name: 'scan.pdf' }, { id: 'slip-scan', name: 'r.png' }, { id: 'photo', name: '现场.jpg' }],
  }));
  expect(catalogue.map((l) => `${l.key} ${l.medium} ${l.detail}`)).toEqual([
    'contract_copy:checked copy ', 'document:d original 柜 A-17', 'form:f1 electronic ', 'receipt:r original SK1 周子涵 10.00', 'slip:paid original FK1 10.00', 'step:s electronic 备案号 1', 'added:a original 2 份', 'attachment:photo electronic ',
  ]);
  expect(addedSince(catalogue.slice(1), catalogue).map((l) => l.key)).toEqual(['contract_copy:checked']);
});
