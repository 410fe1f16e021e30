import { isDeepStrictEqual } from 'node:util';

interface Document { paths: Record<string, Record<string, { operationId?: string; tags?: string[] }>>; components?: { schemas?: Record<string, unknown> } }

const pascal = (name: string): string => name.replaceAll(/(^|-)([a-z])/g, (_m, _d, c: string) => c.toUpperCase());

/**
 * One OpenAPI document for all services. Operation ids carry the service's name; schemas that only share a name get it too, equal ones are
 * kept once.
 */
export function mergeDocuments(documents: Map<string, unknown>): object {
  const paths: Record<string, unknown> = {};
  const schemas: Record<string, unknown> = {};
  for (const [service, raw] of documents) {
    const document = raw as Document;
    const renamed = new Map<string, string>();
    for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
      const target = name in schemas && !isDeepStrictEqual(schemas[name], schema) ? `${pascal(service)}${name}` : name;
      renamed.set(name, target);
      schemas[target] = schema;
    }
    const rewrite = (value: unknown): unknown => JSON.parse(JSON.stringify(value), (key, v: unknown) => (key === '$ref' && typeof v === 'string' ? v.replace(/[^/]+$/, (name) => renamed.get(name) ?? name) : v)) as unknown;
    for (const target of renamed.values()) schemas[target] = rewrite(schemas[target]);
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
