import { mergeDocuments } from './openapi-merge.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const list = (of: string) => ({ type: 'object', properties: { items: { type: 'array', items: ref(of) } } });
const answer = (name: string) => ({ responses: { 200: { content: { 'application/json': { schema: ref(name) } } } } });
const document = (path: string, answers: string, schemas: Record<string, unknown>) => ({ paths: { [path]: { get: answer(answers) } }, components: { schemas } });
interface Merged { paths: Record<string, { get: ReturnType<typeof answer> & { operationId: string } }>; components: { schemas: Record<string, unknown> } }

const one = { type: 'object', properties: { words: { type: 'string' } } };
const other = { type: 'object', properties: { steps: { type: 'string' } } };
const text = { type: 'object', properties: { zh: { type: 'string' } } };

describe('one document of all services', () => {
  test('keeps equal schemas once, and gives those that only share a name the name of their service, lists of them too', () => {
    const merged = mergeDocuments(new Map<string, unknown>([
      ['notification', document('/v1/notification/templates', 'TemplateList', { Template: one, TemplateList: list('Template'), Text: text })],
      ['property-brokerage', document('/v1/property-brokerage/templates', 'TemplateList', { TemplateList: list('Template'), Template: other, Text: text })],
    ])) as Merged;
    expect(Object.keys(merged.components.schemas)).toEqual(['PropertyBrokerageTemplate', 'PropertyBrokerageTemplateList', 'Template', 'TemplateList', 'Text']);
    expect(merged.components.schemas).toMatchObject({ Template: one, TemplateList: list('Template'), PropertyBrokerageTemplate: other, PropertyBrokerageTemplateList: list('PropertyBrokerageTemplate') });
    const shown = (path: string) => merged.paths[path]!.get.responses[200].content['application/json'].schema.$ref;
    expect([shown('/v1/notification/templates'), shown('/v1/property-brokerage/templates')]).toEqual([ref('TemplateList').$ref, ref('PropertyBrokerageTemplateList').$ref]);
  });

  test('a third service that has what the first has shares it', () => {
    const documents = new Map<string, unknown>([['a', document('/a', 'Thing', { Thing: one })], ['b', document('/b', 'Thing', { Thing: other })], ['c', document('/c', 'Thing', { Thing: one })]]);
    expect(Object.keys((mergeDocuments(documents) as Merged).components.schemas)).toEqual(['BThing', 'Thing']);
  });
});
