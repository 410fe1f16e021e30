import { ValidateIf } from 'class-validator';

/** For fields of a PATCH: they may be left out, but `null` is a value like any other and is refused where the field's type refuses it. */
export const WhenGiven = (): PropertyDecorator => ValidateIf((_body, value) => value !== undefined);
