/** One recipient on one channel of a message, and what is known of it. */
export interface Owed {
  /** The asker's own key of the recipient: a party's id, a role. */
  key: string;
  channel: 'inapp' | 'sms' | 'email';
  copy: boolean;
  /** Null until notification has told; the highest version holds. */
  result: 'accepted' | 'bounced' | 'retried' | 'vacant' | 'withheld' | null;
  version: number;
  reason: string | null;
  at: string | null;
  /** When it first counted as delivered: what was accepted once stays so (R22). */
  fulfilledAt: string | null;
}

export interface Result { recipient: string; channel: Owed['channel']; version: number; result: NonNullable<Owed['result']>; reason: string | null; at: string }

/** R22: accepted by the provider, on this channel or after a bounce on another; R16: a copy that is owed to a vacant role holds nothing up. */
const fulfils = (owed: Owed, result: Result['result']): boolean => result === 'accepted' || result === 'retried' || (result === 'vacant' && owed.copy);

/** The list with a result entered; the same list where the result is unknown, or older than what is known. */
export function enter(owed: Owed[], told: Result): Owed[] {
  const index = owed.findIndex((o) => o.key === told.recipient && o.channel === told.channel && o.version < told.version);
  if (index < 0) return owed;
  const before = owed[index]!;
  const after = { ...before, result: told.result, version: told.version, reason: told.reason, at: told.at, fulfilledAt: before.fulfilledAt ?? (fulfils(before, told.result) ? told.at : null) };
  return owed.with(index, after);
}

/** When the last of these was delivered; null while one is not, or where nothing is owed. */
export function deliveredAt(owed: Owed[]): Date | null {
  if (!owed.length || owed.some((o) => !o.fulfilledAt)) return null;
  return new Date(Math.max(...owed.map((o) => Date.parse(o.fulfilledAt!))));
}
