/** One recipient on one channel, and what is known of it. */
export interface OwedMail {
  /** The asker's own key of the recipient. */
  key: string;
  /** Whom people know by it: a person, a role. */
  name: string;
  channel: 'inapp' | 'sms' | 'email';
  copy: boolean;
  /** Null until notification has told; the highest version holds. */
  result: 'accepted' | 'bounced' | 'retried' | 'vacant' | 'withheld' | null;
  version: number;
  reason: string | null;
  /** Above 0: the role was vacant, and somebody further up has it (R16). */
  levelsUp: number;
  at: string | null;
  /** When it first counted as delivered: what was accepted once stays so (R22). */
  fulfilledAt: string | null;
}

export interface MailResult { recipient: string; channel: OwedMail['channel']; version: number; result: NonNullable<OwedMail['result']>; reason: string | null; levelsUp: number; at: string }

/** R22: accepted by the provider, on this channel or after a bounce on another; R16: a copy that is owed to a vacant role holds nothing up. */
const fulfils = (owed: OwedMail, result: MailResult['result']): boolean => result === 'accepted' || result === 'retried' || (result === 'vacant' && owed.copy);

/** The list with a result entered; the same list where the result is unknown, or older than what is known. */
export function enter(owed: OwedMail[], told: MailResult): OwedMail[] {
  const index = owed.findIndex((o) => o.key === told.recipient && o.channel === told.channel && o.version < told.version);
  if (index < 0) return owed;
  const before = owed[index]!;
  const { result, version, reason, levelsUp, at } = told;
  return owed.with(index, { ...before, result, version, reason, levelsUp, at, fulfilledAt: before.fulfilledAt ?? (fulfils(before, result) ? at : null) });
}

/** When the last of these was delivered; null while one is not, or where nothing is owed. */
export function deliveredAt(owed: readonly OwedMail[]): Date | null {
  if (!owed.length || owed.some((o) => !o.fulfilledAt)) return null;
  return new Date(Math.max(...owed.map((o) => Date.parse(o.fulfilledAt!))));
}
