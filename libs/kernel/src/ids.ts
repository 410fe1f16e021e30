import { hash } from 'node:crypto';
import { v7, validate } from 'uuid';

/** A new row id: uuid v7, so ids sort by the time they were made and indexes grow at one end. */
export const newId = (): string => v7();

/** Whether a text has the form of a uuid; any version, since partners bring their own. */
export const isId = (text: unknown): text is string => typeof text === 'string' && validate(text);

const DERIVED = Buffer.from('7c1e7a525d0b4c559d5a3f6a1d0b9c11', 'hex');
/** The id that these parts always have (uuid v5): what is made from them twice is found to be there already. By one call of the hash, since a morning asks for hundreds of thousands. */
export function derivedId(...parts: string[]): string {
  const digest = hash('sha1', Buffer.concat([DERIVED, Buffer.from(parts.join('/'))]), 'hex');
  const variant = ((parseInt(digest[16]!, 16) & 3) | 8).toString(16);
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
