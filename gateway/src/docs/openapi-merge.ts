import { isDeepStrictEqual } from 'node:util';

interface Document { paths: Record<string, Record<string, { operationId?: string; tags?: string[] }>>; components?: { schemas?: Record<string, unknown> } }

const pascal = (name: string): string => name.replaceAll(/(^|-)([a-z])/g, (_m, _d, c: string) => c.toUpperCase());

const REFERENCE = /[^/]+$/;

/** Names of the schemas that a schema points at. */
function references(schema: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(schema, (key, value: unknown) => {
    if (key === '$ref' && typeof value === 'string') found.push(REFERENCE.exec(value)![0]);
    return value;
  });
  return found;
}

/** Own schemas that share a name with a kept one and are not the same, or lead to one that is not. */
function different(own: Record<string, unknown>, kept: Record<string, unknown>): Set<string> {
  const shared = Object.keys(own).filter((name) => name in kept);
  const found = new Set(shared.filter((name) => !isDeepStrictEqual(own[name], kept[name])));
  for (let before = -1; before !== found.size;) {
    before = found.size;
    for (const name of shared) if (references(own[name]).some((other) => found.has(other))) found.add(name);
  }
  return found;
}

/**
 * One OpenAPI document for all services. Operation ids carry the service's name; schemas that only share a name get it too, equal ones are
 * kept once.
 */
export function mergeDocuments(documents: Map<string, unknown>): object {
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  /** As their first owner wrote them, to compare the next owner's with. */
  const kept: Record<string, unknown> = {};
  for (const [service, raw] of documents) {
    const document = raw as Document;
    const own = document.components?.schemas ?? {};
    const mine = different(own, kept);
    const rewrite = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (key, v: unknown) => (key === '$ref' && typeof v === 'string' ? v.replace(REFERENCE, (name) => (mine.has(name) ? `${pascal(service)}${name}` : name)) : v)) as unknown;
    for (const [name, schema] of Object.entries(own)) {
      if (mine.has(name)) schemas[`${pascal(service)}${name}`] = rewrite(schema);
      else if (!(name in kept)) {
        schemas[name] = rewrite(schema);
        kept[name] = schema;
      }
    }
    for (const [path, operations] of Object.entries(document.paths)) {
      paths[path] = Object.fromEntries(Object.entries(operations).map(([verb, operation]) => [verb, { ...(rewrite(operation) as object), operationId: `${service}.${operation.operationId ?? verb}`, tags: [service] }]));
    }
  }
  return {
    openapi: '3.0.0',
    info: { title: 'Luyue 履约', version: '1', description: 'Cursor lists answer {items, nextCursor}. Errors are RFC 9457 problems with `code`, `clause`, `traceId`, `errors[]`. POST takes an Idempotency-Key.' },
    components: { schemas: Object.fromEntries(Object.entries(schemas).toSorted(([a], [b]) => a.localeCompare(b))), securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }, apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' } } },
    security: [{ bearer: [] }, { apiKey: [] }],
    paths: Object.fromEntries(Object.entries(paths).toSorted(([a], [b]) => a.localeCompare(b))),
  };
}
