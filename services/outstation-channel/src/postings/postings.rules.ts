import { addMonths, type DateText, type Label } from '@luyue/kernel';
import { dutyTable } from '@luyue/regulations';

export const POSTING_STATUSES = ['active', 'in_handover', 'ended'] as const;
export type PostingStatus = (typeof POSTING_STATUSES)[number];
/** The one table of a posting: it ends with a signed handover and in no other way (OC-4.6). */
export const postingMoves: Record<PostingStatus, readonly PostingStatus[]> = { active: ['in_handover'], in_handover: ['ended'], ended: [] };

export const ENDINGS = ['move', 'leaving'] as const;
export type Ending = (typeof ENDINGS)[number];
export const SIGNERS = ['giver', 'taker', 'engineer'] as const;
export type Signer = (typeof SIGNERS)[number];
export const ITEM_STATES = ['open', 'handed_over', 'none'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** The checklist of the handover rules (外派调动或离职工作交接规定). */
export const CHECKLIST: readonly { key: string; title: Label }[] = [
  { key: 'stations', title: { zh: '授权站名册和往来', en: 'Stations and dealings with them' } }, { key: 'operators', title: { zh: '运营商联系人和未了事项', en: 'Contacts of operators, open matters' } },
  { key: 'orders', title: { zh: '维修工单和劳务费结算', en: 'Repair orders and settlements' } }, { key: 'spares', title: { zh: '备用机和备件', en: 'Spare units and parts' } },
  { key: 'quality', title: { zh: '质量问题和投诉', en: 'Quality problems and complaints' } }, { key: 'documents', title: { zh: '资料、账号和物品', en: 'Documents, accounts and things' } },
];

/** OC-4.6: signed within days of the date of the move or leaving. */
export const dutiesOfHandover = dutyTable<{ onAt: Date }>([{ clause: 'OC-4.6', parameter: 'oc.handover.days', when: () => true, from: ({ onAt }) => onAt }]);

export interface SetRegion { id: string; name: string; oneStop: boolean; class: 1 | 2 | 3 | null; neighbours: readonly string[] }
export interface SetRefusal { code: string; zh: string; en: string }

/** OC-4.5: a one-stop region is staffed as class 3. */
export const staffedAs = ({ oneStop, class: made }: Pick<SetRegion, 'oneStop' | 'class'>): 1 | 2 | 3 | null => (oneStop ? 3 : made);

/** Reading 1: more than one region only where all are class 3 or one-stop and hang together by adjacency. */
export function refuseSet(regions: readonly SetRegion[]): SetRefusal | null {
  if (regions.length < 2) return null;
  const wrong = regions.filter((region) => staffedAs(region) !== 3).map((region) => region.name);
  if (wrong.length) return { code: 'not_class_3', zh: `一人负责多个地区，须都是三类或一站通：${wrong.join('、')}不是`, en: `Several regions of one person are all class 3 or one-stop: ${wrong.join(', ')} is not` };
  const byId = new Map(regions.map((region) => [region.id, region]));
  const reached = new Set([regions[0]!.id]);
  // A set that grows while it is walked: each region reached brings its neighbours of the posting.
  for (const id of reached) for (const next of byId.get(id)!.neighbours) if (byId.has(next)) reached.add(next);
  const apart = regions.filter((region) => !reached.has(region.id)).map((region) => region.name);
  return apart.length ? { code: 'not_adjacent', zh: `这些地区不相连：${apart.join('、')}与${regions[0]!.name}之间断开`, en: `These regions do not hang together: ${apart.join(', ')} lies apart from ${regions[0]!.name}` } : null;
}

/** A region of the set as it was before region `id` changed: itself, or beside it. */
export function asBefore(region: SetRegion, id: string, was: { oneStop?: boolean; neighbours?: readonly string[] }): SetRegion {
  if (region.id === id) return { ...region, ...was };
  return was.neighbours ? { ...region, neighbours: [...region.neighbours.filter((n) => n !== id), ...(was.neighbours.includes(region.id) ? [id] : [])] } : region;
}

export interface Days { from: DateText; to: DateText | null }
/** Days of posting are counted from `from` up to, and without, `to`. */
export const daysOverlap = (a: Days, b: Days): boolean => (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);

/** Reading 4: tenure in a region runs on where one posting takes over from the other without a day between. */
export function tenureFrom(stays: readonly Days[], from: DateText): DateText {
  const before = stays.find((stay) => stay.to !== null && stay.from < from && stay.to >= from);
  return before ? tenureFrom(stays, before.from) : from;
}

/** Full on the anniversary day (reading 4). */
export const fullOn = (tenure: DateText, months: number): DateText => addMonths(tenure, months);

/**
 * OC-4.1: protected while no region has been held for as many months. A region that is added later does not begin the protection anew, or adding one would keep a
 * person from ever being moved.
 */
export const isProtected = (tenures: readonly DateText[], on: DateText, months: number): boolean => tenures.every((tenure) => fullOn(tenure, months) > on);

export const DEVIATIONS = ['unclassified', 'vacant', 'under', 'over', 'shared', 'not_adjacent', 'no_assistant'] as const;
export type Deviation = (typeof DEVIATIONS)[number];

/** OC-4.5, reading 6: what of a region's staffing deviates. `sets` are the regions of each account manager's posting that holds it. */
export function deviationsOf(region: SetRegion, sets: readonly (readonly SetRegion[])[], { perRegion, assistants }: { perRegion: number; assistants: number }): Deviation[] {
  const made = staffedAs(region);
  const wrong = sets.map((set) => refuseSet(set)?.code);
  const found: Record<Deviation, boolean> = {
    unclassified: made === null, vacant: sets.length === 0, under: sets.length > 0 && sets.length < perRegion, over: sets.length > perRegion, shared: wrong.includes('not_class_3'), not_adjacent: wrong.includes('not_adjacent'), no_assistant: made === 1 && assistants === 0,
  };
  return DEVIATIONS.filter((kind) => found[kind]);
}
