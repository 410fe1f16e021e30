import { Transform } from 'class-transformer';

/** Blanks around a text are nobody's intention. */
export const Trimmed = (): PropertyDecorator => Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value));
