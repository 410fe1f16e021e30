import { Matches, type ValidationOptions } from 'class-validator';

/** A calendar day, "2026-11-29". */
export const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** A month, "2026-11". */
export const MONTH = /^20\d{2}-(0[1-9]|1[0-2])$/;

export const IsDay = (options?: ValidationOptions): PropertyDecorator => Matches(DAY, options);
export const IsMonth = (options?: ValidationOptions): PropertyDecorator => Matches(MONTH, options);
