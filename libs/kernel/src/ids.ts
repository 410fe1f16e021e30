import { v7, validate } from 'uuid';

/** A new row id: uuid v7, so ids sort by the time they were made and indexes grow at one end. */
export const newId = (): string => v7();

/** Whether a text has the form of a uuid; any version, since partners bring their own. */
export const isId = (text: unknown): text is string => typeof text === 'string' && validate(text);
