/// <reference path="./class-transformer-storage.d.ts" />
import type { INestApplication } from '@nestjs/common';
import { ApiProperty, DocumentBuilder, getSchemaPath, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';
import { ProblemDocument } from './views.ts';

interface Rule { type: string; name?: string; constraints?: unknown[]; propertyName: string; target: unknown; each?: boolean; context?: { nullable?: boolean } }
type Words = Record<string, unknown>;

const WORDS: Record<string, (constraints: unknown[]) => Words> = {
  isUuid: () => ({ type: 'string', format: 'uuid' }), isIso8601: () => ({ type: 'string', format: 'date-time' }), isDate: () => ({ type: 'string', format: 'date-time' }),
  isString: () => ({ type: 'string' }), isEmail: () => ({ type: 'string', format: 'email' }), isBoolean: () => ({ type: 'boolean' }), isInt: () => ({ type: 'integer' }), isNumber: () => ({ type: 'number' }),
  isObject: () => ({ type: 'object', additionalProperties: true }), isArray: () => ({ isArray: true }),
  min: (c) => ({ minimum: c[0] }), max: (c) => ({ maximum: c[0] }), isLength: (c) => ({ minLength: c[0], ...(c[1] !== undefined && { maxLength: c[1] }) }),
  minLength: (c) => ({ minLength: c[0] }), maxLength: (c) => ({ maxLength: c[0] }), matches: (c) => ({ type: 'string', pattern: (c[0] as RegExp).source }),
  isIn: (c) => ({ enum: c[0] }), isEnum: (c) => ({ enum: Object.values(c[0] as object) }), arrayMinSize: (c) => ({ minItems: c[0] }), arrayMaxSize: (c) => ({ maxItems: c[0] }),
};

function schemaOf(rules: Rule[], owner: Function, key: string): Words {
  const options: Words = {};
  for (const rule of rules) {
    if (rule.context?.nullable) options['nullable'] = true;
    else if (rule.type === 'conditionalValidation') options['required'] = false;
    Object.assign(options, WORDS[rule.name ?? rule.type]?.(rule.constraints ?? []));
    if (rule.each) options['isArray'] = true;
  }
  const nested = defaultMetadataStorage.findTypeMetadata(owner, key);
  // Swagger knows a lazy type by the function's name `type`.
  if (nested && rules.some((r) => r.name === 'nestedValidation' || r.type === 'nestedValidation')) options['type'] = { type: () => nested.typeFunction() }['type'];
  return options;
}

/** class-validator's own metadata as OpenAPI properties, so that a DTO or an answer is described once. Event classes are not HTTP's business. */
function describeDtos(isOurs: (target: Function) => boolean): void {
  const byTarget = new Map<Function, Map<string, Rule[]>>();
  const storage = getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, Rule[]> };
  for (const rules of storage.validationMetadatas.values()) for (const rule of rules) {
    if (typeof rule.target !== 'function' || !isOurs(rule.target)) continue;
    const keys = byTarget.get(rule.target) ?? new Map<string, Rule[]>();
    keys.set(rule.propertyName, [...(keys.get(rule.propertyName) ?? []), rule]);
    byTarget.set(rule.target, keys);
  }
  for (const [owner, keys] of byTarget) for (const [key, rules] of keys) ApiProperty(schemaOf(rules, owner, key))(owner.prototype as object, key);
}

/** Every operation may answer a problem instead. Some problems carry members of their own. */
function describeProblems(document: OpenAPIObject): OpenAPIObject {
  const problem = { description: 'Refused or failed (RFC 9457)', content: { 'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDocument) } } } };
  Object.assign(document.components!.schemas![ProblemDocument.name]!, { additionalProperties: true });
  for (const path of Object.values(document.paths)) for (const verb of ['get', 'put', 'post', 'patch', 'delete'] as const) {
    const operation = path[verb];
    if (operation) operation.responses['default'] = problem;
  }
  return document;
}

/** The OpenAPI document of a service. Made at the first request. */
export function openApi(app: INestApplication, name: string): OpenAPIObject {
  describeDtos((target) => !('type' in target));
  const config = new DocumentBuilder().setTitle(`Luyue ${name}`).setVersion('1').addBearerAuth().build();
  return describeProblems(SwaggerModule.createDocument(app, config, { operationIdFactory: (controller, method) => `${controller.replace(/Http$/, '')}_${method}`, extraModels: [ProblemDocument] }));
}
