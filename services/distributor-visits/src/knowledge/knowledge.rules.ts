export const ENTRY_STATUSES = ['draft', 'published', 'retired'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];
/** The one table of an entry; what is retired may be of use again. */
export const entryMoves: Record<EntryStatus, readonly EntryStatus[]> = { draft: ['published', 'retired'], published: ['retired'], retired: ['published'] };

/** Words of Latin letters and digits from two characters on, such as a model: `X100`. Chinese is found by pairs of characters. */
export const latinWords = (text: string): string[] => [...new Set(text.normalize('NFKC').toLowerCase().match(/[a-z0-9][a-z0-9.-]*[a-z0-9]/g) ?? [])];
