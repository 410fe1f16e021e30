import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer, Json } from '../../infra/local/client.mjs';

interface Schema {
  $ref?: string; type?: string; nullable?: boolean; enum?: unknown[]; format?: string; pattern?: string; properties?: Record<string, Schema>; required?: string[]; additionalProperties?: boolean;
  items?: Schema; allOf?: Schema[]; oneOf?: Schema[];
}
export interface Operation { responses: Record<string, { content?: Record<string, { schema: Schema }> }> }

const FORMATS: Record<string, RegExp> = { 'date-time': /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/, uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/ };
const TYPES: Record<string, (value: unknown) => boolean> = {
  string: (v) => typeof v === 'string', number: (v) => typeof v === 'number', integer: (v) => Number.isInteger(v), boolean: (v) => typeof v === 'boolean', array: Array.isArray,
  object: (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
};

/** The committed OpenAPI document, held against real answers. It may not say less than they carry: a member that it does not name is a fault, too. */
export class Contract {
  readonly document: { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } };
  /** Operations that answered with success so far, as `GET /v1/…/{id}`. */
  readonly seen = new Set<string>();
  private readonly paths: { template: string; segments: string[] }[];

  constructor(file = join(process.cwd(), 'gateway', 'openapi.json')) {
    this.document = JSON.parse(readFileSync(file, 'utf8'));
    // Of two templates that fit, the one with fewer parameters is meant.
    const parameters = (template: string): number => template.split('{').length;
    this.paths = Object.keys(this.document.paths).toSorted((a, b) => parameters(a) - parameters(b)).map((template) => ({ template, segments: template.split('/') }));
  }

  get operations(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`));
  }

  /** Throws where an answer is not what the document says of it. Paths outside the document are none of its business. */
  check(method: string, url: string, { status, headers, body }: Answer): void {
    const asked = url.split('?')[0]!.split('/');
    const path = this.paths.find(({ template, segments }) => this.document.paths[template]![method.toLowerCase()] && segments.length === asked.length && segments.every((s, i) => s.startsWith('{') || s === asked[i]));
    if (!path) return;
    const { responses } = this.document.paths[path.template]![method.toLowerCase()]!;
    const response = responses[status] ?? (status >= 400 ? responses['default'] : undefined);
    const type = headers.get('content-type')?.split(';')[0] ?? '';
    const content = response?.content?.[type] ?? response?.content?.['*/*'];
    const faults = !response ? [`status ${status}`] : !response.content ? (body === '' ? [] : ['a body']) : content ? (/json/.test(type) ? this.faults(content.schema, body, '') : []) : [`content type ${type}`];
    if (faults.length) throw new Error(`${method} ${path.template} ${status} is not as documented: ${faults.slice(0, 10).join('; ')}`);
    if (status < 400) this.seen.add(`${method} ${path.template}`);
  }

  private faults(schema: Schema, value: Json, at: string): string[] {
    if (value === null && schema.nullable) return [];
    const of = schema.allOf?.[0] ?? schema;
    const { type, ...words } = of.$ref ? this.document.components.schemas[of.$ref.split('/').at(-1)!]! : of;
    if (words.oneOf) return words.oneOf.some((each) => !this.faults(each, value, at).length) ? [] : [`${at}: none of the possible shapes`];
    if (type && !TYPES[type]!(value)) return [`${at}: ${JSON.stringify(value)?.slice(0, 60)} is no ${type}`];
    if (words.enum && !words.enum.includes(value)) return [`${at}: ${JSON.stringify(value)} is none of ${words.enum.join(', ')}`];
    const pattern = words.pattern ? new RegExp(words.pattern) : FORMATS[words.format ?? ''];
    if (pattern && typeof value === 'string' && !pattern.test(value)) return [`${at}: ${value} is no ${words.format ?? words.pattern}`];
    if (type === 'array') return (value as Json[]).flatMap((each, i) => this.faults(words.items!, each, `${at}[${i}]`));
    if (type !== 'object') return [];
    const { properties = {}, required = [], additionalProperties } = words;
    return [
      ...required.filter((key) => value[key] === undefined).map((key) => `${at}.${key}: missing`),
      ...Object.entries(value as Record<string, Json>).flatMap(([key, each]) => (properties[key] ? this.faults(properties[key], each, `${at}.${key}`) : additionalProperties ? [] : [`${at}.${key}: not in the document`])),
    ];
  }
}
