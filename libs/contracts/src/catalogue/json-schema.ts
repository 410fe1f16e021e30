import { getMetadataStorage } from 'class-validator';
import { classIn } from '../nested.ts';

export interface FieldSchema extends Partial<Pick<PayloadSchema, 'required' | 'properties'>> { type?: string | string[]; format?: string; enum?: unknown[]; items?: FieldSchema; maxLength?: number; minItems?: number; maxItems?: number }
/** JSON Schema (draft 7) of a payload. A field that is not required may be absent or null. */
export interface PayloadSchema { type: 'object'; required: string[]; properties: Record<string, FieldSchema> }

interface Rule { type: string; name?: string; constraints?: unknown[]; propertyName: string; each?: boolean; target: unknown; context?: object }

/** What each validator says in JSON Schema. */
const keywords: Record<string, (constraints: unknown[]) => FieldSchema> = {
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isBoolean: () => ({ type: 'boolean' }),
  isIso8601: () => ({ type: 'string', format: 'date-time' }),
  isArray: () => ({ type: 'array' }),
  isObject: () => ({ type: 'object' }),
  // Sorted: the order in which the choices are written says nothing.
  isIn: ([allowed]) => ({ type: 'string', enum: [...(allowed as string[])].sort() }),
  maxLength: ([most]) => ({ maxLength: most as number }),
  arrayMinSize: ([least]) => ({ minItems: least as number }),
  arrayMaxSize: ([most]) => ({ maxItems: most as number }),
};

/**
 * The payload of an event, or an object inside one, as its validators describe it, inherited fields first.
 * @throws Error for a validator without a translation here: a schema that kept silent about it would freeze less than the code demands
 */
export function schemaOf(event: new () => object): PayloadSchema {
  const rules = getMetadataStorage().getTargetValidationMetadatas(event, '', false, false) as unknown as Rule[];
  const properties: Record<string, FieldSchema> = {};
  const optional = new Set<string>();
  for (const rule of rules.toSorted((a, b) => Number(a.target === event) - Number(b.target === event))) {
    const field = (properties[rule.propertyName] ??= {});
    if (rule.type === 'conditionalValidation') {
      optional.add(rule.propertyName);
      continue;
    }
    const nested = classIn(rule);
    const keyword = nested ? () => schemaOf(nested) : keywords[rule.name ?? ''];
    if (!keyword) throw new Error(`${event.name}.${rule.propertyName}: no JSON Schema for the validator ${rule.name ?? rule.type}; add it to json-schema.ts`);
    if (rule.each) field.items = { ...field.items, ...keyword(rule.constraints ?? []) };
    else Object.assign(field, keyword(rule.constraints ?? []));
  }
  for (const name of optional) properties[name] = nullable(properties[name]!);
  return { type: 'object', required: Object.keys(properties).filter((name) => !optional.has(name)).sort(), properties };
}

const nullable = (field: FieldSchema): FieldSchema => ({
  ...field, type: [field.type as string, 'null'], ...(field.enum && { enum: [...field.enum, null] }),
});
