import type { AskedRecipient, MessageRequested } from '@luyue/contracts';
import type { Text } from '@luyue/platform';
import type { Letters } from '../inbox/notices.ts';
import type { Addressee, Missing } from '../outbox/outbox.service.ts';
import type { Owed } from '../results/results.service.ts';
import type { Channel } from '../texts/notice-texts.ts';

const MOST_VALUES = 30;
const LONGEST_VALUE = 500;

/** Whom an asked recipient turned out to be: nobody, or people of whom each may stand in for the vacant one (R16). */
export interface Found { asked: AskedRecipient; people: Addressee[]; levelsUp: number; missing: { name: Text; unitId: string } | null; reason: string | null }

/** What the contract cannot say field by field. Throws an Error naming the recipient or value: such a request goes to the dead letters. */
export function checkRequest({ to, values, link }: MessageRequested): void {
  const keys = new Set<string>();
  for (const recipient of to) {
    const wrong = wrongIn(recipient) ?? (keys.has(recipient.key) ? 'the key stands twice' : null);
    if (wrong) throw new Error(`to ${recipient.key}: ${wrong}`);
    keys.add(recipient.key);
  }
  const entries = Object.entries(values);
  if (entries.length > MOST_VALUES) throw new Error(`${entries.length} values; ${MOST_VALUES} at most`);
  for (const [name, value] of entries) if (!isValue(value)) throw new Error(`the value ${name} is neither a text of ${LONGEST_VALUE} characters at most nor one for each language`);
  // The inbox leads to pages of the console and nowhere else.
  if (link && !/^\/(?![/\\])/.test(link)) throw new Error(`${link} is no address in the console`);
}

function wrongIn(recipient: AskedRecipient): string | null {
  const { channels } = recipient;
  if (new Set(channels).size < channels.length) return 'a channel stands twice';
  if (recipient.person === 'user') return recipient.userId ? null : 'a user has a userId';
  if (recipient.person === 'role') return recipient.role && recipient.unitId ? null : 'a role has its code and a unitId';
  if (channels.includes('inapp')) return 'nobody outside has an inbox';
  return recipient.name && recipient.language ? null : 'somebody outside has a name and a language';
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= LONGEST_VALUE;
const isValue = (value: unknown): boolean => isText(value) || (typeof value === 'object' && value !== null && isText((value as Text).zh) && isText((value as Text).en));

/** The asker's values, and those that its subject stands for. */
export const valuesOf = ({ subject: { number, title, place }, values }: Pick<MessageRequested, 'subject' | 'values'>): Record<string, string | Text> => ({ number, title, ...(place && { address: place }), ...values });

export const linkOf = ({ link, obligationId }: Pick<MessageRequested, 'link' | 'obligationId'>): string => link ?? (obligationId ? `/obligations?id=${obligationId}` : '/');

/** A result for each recipient and channel. */
export const owedOf = (found: Found[]): Owed[] => found.flatMap(({ asked, people, levelsUp, reason }) => asked.channels.map((channel) => ({ key: asked.key, channel, people: people.map((p) => p.id), levelsUp, reason })));

/** Recipients who are not there, as the outbox records them (R16). */
export const missingOf = (found: Found[]): Missing[] => found.flatMap(({ asked, missing }) => (missing ? [{ role: asked.key, name: missing.name.zh, unitId: missing.unitId }] : []));

/** Who is told on which channel: whoever is meant by several keys once, and with the word about the vacant role if any of them was one. */
export function lettersOf(found: Found[]): Letters {
  const on = (channel: Channel): Addressee[] => {
    const people = new Map<string, Addressee>();
    for (const person of found.filter(({ asked }) => asked.channels.includes(channel)).flatMap((f) => f.people)) people.set(person.id, { ...person, vacant: person.vacant ?? people.get(person.id)?.vacant ?? null });
    return [...people.values()];
  };
  return { inapp: on('inapp'), sms: on('sms'), email: on('email') };
}
