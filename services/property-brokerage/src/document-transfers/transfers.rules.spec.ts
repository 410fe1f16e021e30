import { DEFAULT_DOCUMENTS } from '../templates/default-templates.ts';
import { changesOf, checklistOf, type ChecklistParty, type ItemState, isMissing, itemMoves, type ListedItem, type Need, roundMoves, shortened } from './transfers.rules.ts';

const party = (id: string, side: 'seller' | 'buyer', more: Partial<ChecklistParty> = {}): ChecklistParty => ({ id, side, position: 0, name: id, representative: null, ...more });
const ACTING = { name: '钱勇', phone: '13700001111', idNumber: '1' };
const CERTIFIED = { certificateNumber: '江州不动产权第 1 号' };
const said = (needs: Need[]) => needs.toSorted((a, b) => a.position - b.position).map((n) => `${n.key} ${n.whose}`.trim());

describe('PB-4.2 what a deal needs', () => {
  test('PB-4.2 contract copy, title certificate of the seller, identity copies of both, F2', () => {
    expect(said(checklistOf(DEFAULT_DOCUMENTS, CERTIFIED, [party('钱永年', 'seller'), party('周子涵', 'buyer')]))).toEqual(['contract_copy_1', 'title_certificate 钱永年', 'id_copy 钱永年', 'id_copy 周子涵', 'f2']);
  });

  test('PB-4.2 other proof where no certificate exists yet', () => {
    const needs = said(checklistOf(DEFAULT_DOCUMENTS, { certificateNumber: null }, [party('钱永年', 'seller'), party('周子涵', 'buyer')]));
    expect(needs).toContain('title_proof 钱永年');
    expect(needs).not.toContain('title_certificate 钱永年');
  });

  test('PB-4.2 a notarised power of attorney for each party that somebody acts for, and for no other', () => {
    const needs = checklistOf(DEFAULT_DOCUMENTS, CERTIFIED, [party('钱永年', 'seller', { representative: ACTING }), party('周子涵', 'buyer'), party('林珊', 'buyer', { position: 1, representative: ACTING })]);
    expect(said(needs).filter((n) => n.startsWith('power'))).toEqual(['power_of_attorney 钱永年', 'power_of_attorney 林珊']);
    expect(said(needs).filter((n) => n.startsWith('id'))).toEqual(['id_copy 钱永年', 'id_copy 周子涵', 'id_copy 林珊']);
  });

  test('PB-4.2 a document of the deal that is needed where somebody acts, stands once and only then', () => {
    const documents = [{ key: 'seal', name: { zh: '公章', en: 'Seal' }, of: 'deal' as const, needed: 'represented' as const }];
    expect(checklistOf(documents, CERTIFIED, [party('甲', 'seller'), party('乙', 'buyer')])).toEqual([]);
    expect(checklistOf(documents, CERTIFIED, [party('甲', 'seller', { representative: ACTING }), party('乙', 'buyer', { representative: ACTING })])).toMatchObject([{ key: 'seal', partyId: null, whose: '' }]);
  });
});

describe('PB-4.2 the checklist follows its deal', () => {
  const item = (key: string, partyId: string | null, state: ItemState, more: Partial<ListedItem> = {}): ListedItem => ({ id: `${key} ${partyId}`, key, partyId, state, fromTemplate: true, reason: null, whose: partyId ?? '', ...more });
  const need = (key: string, partyId: string | null, whose = partyId ?? ''): Need => ({ key, name: { zh: key, en: key }, partyId, whose, position: 0 });

  test('PB-4.2 what is new is added, what is not needed any more is dropped, whatever became of it; a party of another name has its documents renamed', () => {
    const items = [item('id_copy', 'a', 'accepted'), item('id_copy', 'gone', 'brought'), item('power_of_attorney', 'a', 'owed'), item('added_1', null, 'missing', { fromTemplate: false })];
    const changes = changesOf(items, [need('id_copy', 'a', '钱小年'), need('id_copy', 'b')]);
    expect(changes.added.map((n) => n.partyId)).toEqual(['b']);
    expect(changes.dropped.map((i) => i.id)).toEqual(['id_copy gone', 'power_of_attorney a']);
    expect(changes.renamed.map(({ item: { id }, whose }) => [id, whose])).toEqual([['id_copy a', '钱小年']]);
    expect(changes.revived).toEqual([]);
  });

  test('PB-4.2 needed again it is missing again, unless a person said that it does not apply', () => {
    const items = [item('power_of_attorney', 'a', 'not_applicable'), item('power_of_attorney', 'b', 'not_applicable', { reason: '本人到场' })];
    expect(changesOf(items, [need('power_of_attorney', 'a'), need('power_of_attorney', 'b')])).toEqual({ added: [], revived: [items[0]], dropped: [], renamed: [] });
  });
});

describe('the moves of rounds and documents', () => {
  test('reading 2: a round that has ended moves no more', () => {
    for (const [status, moves] of Object.entries(roundMoves)) expect([status, moves.length > 0]).toEqual([status, status === 'open']);
  });

  test('PB-4.2 from every state a document can come to be there, and every state is reached', () => {
    const states = Object.keys(itemMoves) as ItemState[];
    for (const state of states) if (state !== 'accepted') expect([state, itemMoves[state].some((to) => to === 'brought')]).toEqual([state, true]);
    expect(new Set(states.flatMap((s) => itemMoves[s]))).toEqual(new Set(states));
    expect(states.filter(isMissing)).toEqual(['missing', 'refused']);
  });

  test('PB-4.2 a message names as many documents as it can hold, and how many there are', () => {
    expect(shortened(['甲', '乙'], '、', (all) => `等 ${all} 份`)).toBe('甲、乙');
    const many = shortened(Array.from({ length: 60 }, (_, i) => `不动产权证（当事人${i}）`), '、', (all) => ` 等 ${all} 份`);
    expect([many.length <= 500, many.endsWith(' 等 60 份'), many.startsWith('不动产权证（当事人0）、')]).toEqual([true, true, true]);
  });
});
