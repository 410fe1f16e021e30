import { ValidationError, validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { compileCheck } from './compiled-check.ts';

/** A fact that left its service. Plain data: every instant is an RFC 3339 string, money a decimal string of yuan. */
export abstract class DomainEvent {}

type Fields<T> = { [K in keyof T as T[K] extends (...args: never[]) => unknown ? never : K]: T[K] };

export type EventClass<T extends DomainEvent = DomainEvent> = new () => T;

export interface EventContract<T extends DomainEvent = DomainEvent> {
  /** `<context>.<aggregate>.<past-tense>.v<n>` (CloudEvents type). */
  type: string;
  /** `<context>.<aggregate>`: the Kafka topic. */
  topic: string;
  /** Field that names the aggregate: the message key, and the unit of order. */
  key: string;
  event: EventClass<T>;
  summary: string;
}

/** The type that `@Event` gave a class. Throws for a class without it. */
export function typeOf(event: EventClass): string {
  const { type } = event as unknown as { type?: string };
  if (!type) throw new Error(`${event.name} carries no @Event`);
  return type;
}

const contracts = new Map<string, EventContract>();
const typePattern = /^[a-z][a-z-]*\.[a-z][a-z-]*\.[a-z][a-z-]*\.v\d+$/;

/** Declares an event version. A merged version never changes (frozen.json); a change is a new class and version. */
export function Event(type: string, options: { key: string; summary: string }) {
  return <T extends DomainEvent>(event: new () => T): void => {
    if (!typePattern.test(type)) throw new Error(`${type} is not <context>.<aggregate>.<past-tense>.v<n>`);
    if (contracts.has(type)) throw new Error(`${type} is declared twice`);
    Object.defineProperty(event, 'type', { value: type });
    const topic = type.split('.').slice(0, 2).join('.');
    contracts.set(type, { type, topic, key: options.key, summary: options.summary, event });
  };
}

export const contractOf = (type: string): EventContract | undefined => contracts.get(type);
export const allContracts = (): EventContract[] => [...contracts.values()].toSorted((a, b) => a.type.localeCompare(b.type));

/** Builds an event from its fields; nothing is copied that the class does not declare at the type level. */
export function make<T extends DomainEvent>(event: new () => T, fields: Fields<T>): T {
  return Object.assign(new event(), fields);
}

/** The contract of an event object. Throws for a class without `@Event`. */
export function contractFor(event: DomainEvent): EventContract {
  return contracts.get(typeOf(event.constructor as EventClass))!;
}

const messages = (errors: ValidationError[], path = ''): string[] =>
  errors.flatMap((e) => [...Object.values(e.constraints ?? {}).map((m) => `${path}${e.property}: ${m}`), ...messages(e.children ?? [], `${path}${e.property}.`)]);

export class InvalidEvent extends Error {}

const compiled = new Map<string, ReturnType<typeof compileCheck>>();

/** Turns a payload into its class and validates it; throws `InvalidEvent` naming every bad field. */
export function parseEvent(type: string, payload: unknown): DomainEvent {
  const contract = contracts.get(type);
  if (!contract) throw new InvalidEvent(`unknown event type ${type}`);
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) throw new InvalidEvent(`${type}: the payload is not an object`);
  if (!compiled.has(type)) compiled.set(type, compileCheck(contract.event));
  if (compiled.get(type)?.(payload as Record<string, unknown>)) return Object.assign(new contract.event(), payload);
  const event = plainToInstance(contract.event, payload);
  const errors = validateSync(event, { whitelist: false, forbidUnknownValues: true });
  if (errors.length) throw new InvalidEvent(`${type}: ${messages(errors).join('; ')}`);
  return event;
}
