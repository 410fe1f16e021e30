/** What one party heard of its specialist. */
export interface Heard {
  calls: { outcome: 'reached' | 'no_answer'; at: Date }[];
  /** When the provider accepted each text; null while it has not. */
  texts: (Date | null)[];
}

const earliest = (times: Date[]): Date | null => (times.length ? new Date(Math.min(...times.map((t) => t.getTime()))) : null);

/** When the duty to call was done: the first call that reached the party, or the last of so many that nobody answered. */
function calledAt(calls: Heard['calls'], attempts: number): Date | null {
  const unanswered = calls.filter((c) => c.outcome === 'no_answer').map((c) => c.at).toSorted((a, b) => a.getTime() - b.getTime());
  return earliest([...calls.filter((c) => c.outcome === 'reached').map((c) => c.at), ...(unanswered[attempts - 1] ? [unanswered[attempts - 1]!] : [])]);
}

/** PB-4.3a for one party: called and texted. An unreachable one needs `attempts` calls and the text. Null before. */
export function informedAt({ calls, texts }: Heard, attempts: number): Date | null {
  const [called, texted] = [calledAt(calls, attempts), earliest(texts.filter((t) => t !== null))];
  return called && texted && (called > texted ? called : texted);
}

/** When the last party was; null while one is not. */
export function allInformedAt(parties: Heard[], attempts: number): Date | null {
  const times = parties.map((party) => informedAt(party, attempts));
  return times.length && times.every((t) => t !== null) ? new Date(Math.max(...times.map((t) => t.getTime()))) : null;
}
