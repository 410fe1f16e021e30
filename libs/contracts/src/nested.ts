import { plainToInstance, Transform } from 'class-transformer';
import { IsArray, IsObject, ValidateNested } from 'class-validator';

type Of = () => new () => object;

/** The field is one object of the class. */
export const Nested = (of: Of): PropertyDecorator => all(IsObject(), ValidateNested({ context: { of } }), becomes(of));

/** The field is a list of objects of the class. */
export const NestedList = (of: Of): PropertyDecorator => all(IsArray(), ValidateNested({ each: true, context: { of } }), becomes(of));

/** The class that a rule of class-validator's metadata asks a field's objects to be of; undefined for any other rule. */
export const classIn = (rule: { type: string; context?: { of?: Of } }): (new () => object) | undefined => (rule.type === 'nestedValidation' ? rule.context?.of?.() : undefined);

// class-transformer's own @Type wants reflect-metadata, which whoever only reads contracts does not load.
const becomes = (of: Of): PropertyDecorator => {
  const one = (value: unknown): unknown => (typeof value === 'object' && value !== null && !Array.isArray(value) ? plainToInstance(of(), value) : value);
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(one) : one(value)));
};

const all = (...decorators: PropertyDecorator[]): PropertyDecorator => (target, key) => { for (const decorate of decorators) decorate(target, key); };
