import type { Json } from '../../../infra/local/client.mjs';
import { ALONG, CHOSEN, FIELDS, NO_IDS, PATHS, TENANT_CHOSEN, VALUES, WORDS } from './recipes.ts';
import type { Kind } from './place.ts';

/** A place in a body: names of properties, 0 for the first of a list. */
export type Spot = { path: (string | number)[]; kind: Kind | 'chosen' };

export interface Route {
  method: string; path: string; name: string;
  /** Ids in the path, from left to right. */
  params: { name: string; kind: Kind }[];
  /** Ids in query parameters. */
  query: { name: string; kind: Kind }[];
  paged: boolean;
  /** A body that the service takes seriously, ids of one's own in it. */
  body(own: Record<Kind, string>): Json;
  spots: Spot[];
}

const VERBS = ['get', 'post', 'put', 'patch', 'delete'];
const isId = (name: string, schema: Json): boolean => !NO_IDS.includes(name) && (schema?.format === 'uuid' || schema?.items?.format === 'uuid' || /(^i|I)ds?$/.test(name));

/** All routes of the OpenAPI document. `unknown` names every id that no recipe knows. */
export function readRoutes(document: Json): { routes: Route[]; unknown: string[] } {
  const unknown: string[] = [];
  const routes = Object.entries(document.paths as Record<string, Json>).flatMap(([path, operations]) => Object.entries(operations as Record<string, Json>).filter(([verb]) => VERBS.includes(verb)).map(([verb, operation]): Route => {
    const method = verb.toUpperCase();
    const name = `${method} ${path}`;
    const parameters: Json[] = operation.parameters ?? [];
    const content = operation.requestBody?.content?.['application/json'];
    const schemaName = content?.schema?.$ref?.split('/').pop() as string | undefined;
    const bodies = new Bodies(document.components.schemas, (field) => unknown.push(`${name}: ${field} in the body`));
    return {
      method, path, name, params: paramsOf(path, (what) => unknown.push(`${name}: ${what}`)), paged: parameters.some((p) => p.name === 'cursor'),
      query: parameters.filter((p) => p.in === 'query' && (isId(p.name, p.schema) || p.name in FIELDS)).flatMap((p) => {
        if (!FIELDS[p.name]) unknown.push(`${name}: ${p.name} in the query`);
        return FIELDS[p.name] ? [{ name: p.name, kind: FIELDS[p.name]! }] : [];
      }),
      body: (own) => (schemaName ? bodies.build(schemaName, own) : undefined),
      spots: schemaName ? bodies.spots(schemaName) : [],
    };
  }));
  return { routes, unknown };
}

/** Path with its ids filled in from the left; words get their one value. */
export function fill(route: Route, ids: string[]): string {
  const left = [...ids];
  return route.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => WORDS[name] ?? left.shift()!);
}

function paramsOf(path: string, missing: (what: string) => void): Route['params'] {
  return [...path.matchAll(/\/\{(\w+)\}/g)].flatMap((match) => {
    const name = match[1]!;
    if (name in WORDS) return [];
    const kind = PATHS[path.slice(0, match.index)];
    if (!kind) missing(`{${name}} in the path`);
    return kind ? [{ name, kind }] : [];
  });
}

/** Makes bodies from their schemas. */
class Bodies {
  constructor(private readonly schemas: Record<string, Json>, private readonly missing: (field: string) => void) {}

  build(name: string, own: Record<Kind, string>): Json {
    const { properties = {}, required = [] } = this.schemas[name]!;
    return Object.fromEntries([...(required as string[]), ...(ALONG[name] ?? [])].map((field) => [field, this.value(name, field, properties[field], own)]));
  }

  /** Every id of the schema, those that may be left out too. */
  spots(name: string, seen: string[] = []): Spot[] {
    if (seen.includes(name)) return [];
    return Object.entries((this.schemas[name]?.properties ?? {}) as Record<string, Json>).flatMap(([field, schema]): Spot[] => {
      const nested = refOf(schema) ?? refOf(schema.items);
      const head = schema.type === 'array' ? [field, 0] : [field];
      if (nested) return this.spots(nested, [...seen, name]).map((spot) => ({ ...spot, path: [...head, ...spot.path] }));
      if (`${name}.${field}` in VALUES || (!isId(field, schema) && !(field in FIELDS))) return [];
      if (TENANT_CHOSEN.includes(`${name}.${field}`)) return [];
      if (CHOSEN.includes(`${name}.${field}`)) return [{ path: head, kind: 'chosen' }];
      const kind = FIELDS[`${name}.${field}`] ?? FIELDS[field];
      if (!kind) this.missing(`${name}.${field}`);
      return kind ? [{ path: head, kind }] : [];
    });
  }

  private value(name: string, field: string, schema: Json, own: Record<Kind, string>): unknown {
    if (`${name}.${field}` in VALUES) return VALUES[`${name}.${field}`];
    const kind = FIELDS[`${name}.${field}`] ?? FIELDS[field];
    if (kind) return schema.type === 'array' ? [own[kind]] : own[kind];
    const nested = refOf(schema);
    if (nested) return this.build(nested, own);
    if (field in VALUES) return VALUES[field];
    if (schema.enum) return schema.enum[0];
    switch (schema.type) {
      case 'array': return refOf(schema.items) ? [this.build(refOf(schema.items)!, own)] : [];
      case 'integer': case 'number': return schema.minimum ?? 1;
      case 'boolean': return true;
      case 'object': return {};
      default: return 'probe'.padEnd(schema.minLength ?? 0, '.');
    }
  }
}

const refOf = (schema: Json): string | undefined => (schema?.$ref ?? schema?.allOf?.[0]?.$ref)?.split('/').pop();
