import { v5, v7, validate } from 'uuid';

/** A new row id: uuid v7, so ids sort by the time they were made and indexes grow at one end. */
export const newId = (): string => v7();

/** Whether a text has the form of a uuid; any version, since partners bring their own. */
export const isId = (text: unknown): text is string => typeof text === 'string' && validate(text);

const DERIVED = '7c1e7a52-5d0b-4c55-9d5a-3f6a1d0b9c11';
/** The id that these parts always have: what is made from them twice is found to be there already. */
export const derivedId = (...parts: string[]): string => v5(parts.join('/'), DERIVED);
