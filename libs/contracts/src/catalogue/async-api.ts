import type { EventContract } from '../event.ts';
import { schemaOf } from './json-schema.ts';

const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more });

/** CloudEvents 1.0 in Kafka's binary mode: attributes are record headers, the payload is the record's value. */
export const HEADERS = {
  type: 'object',
  required: ['ce_specversion', 'ce_id', 'ce_type', 'ce_source', 'ce_time', 'ce_tenantid', 'ce_traceparent'],
  properties: {
    ce_specversion: text('CloudEvents version', { const: '1.0' }),
    ce_id: text('Of the event. It may be delivered more than once: whoever has seen the id has had it', { format: 'uuid' }),
    ce_type: text('Event type with its version'),
    ce_source: text('First part of the topic, e.g. /utility-care'),
    ce_time: text("When it happened, by the tenant's clock", { format: 'date-time' }),
    ce_tenantid: text('The tenant whose fact it is; a reader works as this tenant', { format: 'uuid' }),
    ce_traceparent: text('W3C trace context of the request that caused it'),
    ce_sandbox: text("There only for a sandbox tenant, whose clock may stand apart from the real one", { const: 'true' }),
  },
};

const ref = (path: string) => ({ $ref: `#/${path}` });
const nameIn = ({ type, topic }: EventContract): string => type.slice(topic.length + 1);

/**
 * One AsyncAPI 3 document of all events: a channel for each topic, a message for each type, the stored sample as its example.
 * @throws Error for a contract without sample
 */
export function asyncApi(contracts: EventContract[], samples: Map<string, Record<string, unknown>>): object {
  const topics = [...new Set(contracts.map(({ topic }) => topic))].sort();
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Luyue 履约', version: '1', license: { name: 'Apache-2.0' },
      description: 'What leaves the services as a fact. At least once, in order for each key; a merged version never changes, a new one gets a number of its own. Instants are RFC 3339 in UTC.',
    },
    defaultContentType: 'application/json',
    channels: Object.fromEntries(topics.map((topic) => [topic, {
      address: topic, messages: Object.fromEntries(contracts.filter((c) => c.topic === topic).map((c) => [nameIn(c), ref(`components/messages/${c.type}`)])),
    }])),
    operations: Object.fromEntries(topics.map((topic) => [`${topic}.publish`, { action: 'send', channel: ref(`channels/${topic}`) }])),
    components: {
      messages: Object.fromEntries(contracts.map((c) => [c.type, message(c, samples.get(c.type))])),
      schemas: { cloudEvent: HEADERS, ...Object.fromEntries(contracts.map((c) => [c.type, schemaOf(c.event)])) },
    },
  };
}

function message({ type, key, summary, event }: EventContract, sample: object | undefined): object {
  if (!sample) throw new Error(`${type} has no sample`);
  return {
    name: type, title: event.name, summary,
    headers: { allOf: [ref('components/schemas/cloudEvent'), { type: 'object', properties: { ce_type: { type: 'string', const: type } } }] },
    payload: ref(`components/schemas/${type}`),
    bindings: { kafka: { key: { type: 'string', description: `The field ${key}: order holds within it` }, bindingVersion: '0.5.0' } },
    examples: [{ name: type, payload: sample }],
  };
}

/** As stored. */
export const asyncApiText = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
