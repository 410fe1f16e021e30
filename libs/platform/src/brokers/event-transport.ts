import { Catch, type ExceptionFilter, SetMetadata, UseFilters, applyDecorators } from '@nestjs/common';
import { BaseRpcContext, type CustomTransportStrategy, EventPattern, type MessageHandler, Server } from '@nestjs/microservices';
import { isObservable, lastValueFrom, type Observable, throwError } from 'rxjs';
import type { DomainEvent, EventClass } from '@luyue/contracts';
import { contractOf, typeOf } from '@luyue/contracts';
import type { Logger } from 'pino';
import type { TenantDatabase } from '../database/tenant-database.ts';
import { Dispatcher, type Delivery, type EventHandler } from '../inbox/dispatcher.ts';
import type { Broker, Subscription } from './broker.ts';

const TRANSPORT = Symbol.for('luyue.events');

/** Second argument of a handler (`@Ctx()`): the tenant's open transaction and the message. */
export class EventContext extends BaseRpcContext<[Delivery[]]> {
  get deliveries(): Delivery[] { return this.args[0]; }
  get tx(): Delivery['tx'] { return this.deliveries[0]!.tx; }
}

@Catch()
class PassOn implements ExceptionFilter {
  catch(error: unknown): Observable<never> {
    return throwError(() => error);
  }
}

/** Marks a handler of one event: `@On(CaseOpened) async opened(@Payload() event: CaseOpened, @Ctx() context: EventContext)`. */
export const On = (event: EventClass): MethodDecorator => handles(event, false);

/** The same for all events of this type that a fetch brought for one tenant: the payload is an array. */
export const OnMany = (event: EventClass): MethodDecorator => handles(event, true);

function handles(event: EventClass, many: boolean): MethodDecorator {
  return applyDecorators(EventPattern<string>(typeOf(event), TRANSPORT, { many }), SetMetadata('luyue:many', many), UseFilters(PassOn));
}

/** Nest's own transport seam over the broker: handlers are plain `@EventPattern` methods, delivered inside their transaction. */
export class EventTransport extends Server implements CustomTransportStrategy {
  override readonly transportId = TRANSPORT;
  override readonly propagatesEventHandlerErrors = true;
  private subscription: Subscription | undefined;
  dispatcher: Dispatcher;

  constructor(private readonly broker: Broker, private readonly database: TenantDatabase, private readonly group: string, private readonly log: Logger, private readonly consume: boolean) {
    super();
  }

  listen(done: (error?: unknown) => void): void {
    const handlers = new Map<string, EventHandler>();
    for (const [type, handler] of this.messageHandlers) {
      if (!contractOf(type)) return done(new Error(`a handler waits for ${type}, which no contract declares`));
      // Nest chains a second handler of one pattern behind the first and runs both at once: one handler per event and service.
      if (handler.next) return done(new Error(`${type} has two handlers in ${this.group}`));
      handlers.set(type, this.adapt(handler));
    }
    this.dispatcher = new Dispatcher(this.database, this.group, handlers, this.log);
    const topics = [...new Set([...handlers.keys()].map((type) => contractOf(type)!.topic))];
    if (!topics.length || !this.consume) return done();
    this.broker.subscribe(this.group, topics, this.dispatcher.handle).then((s) => { this.subscription = s; done(); }, done);
  }

  private adapt(handler: MessageHandler): EventHandler {
    const call = async (data: DomainEvent | DomainEvent[], deliveries: Delivery[]): Promise<void> => {
      const result: unknown = await handler(data, new EventContext([deliveries]));
      if (isObservable(result)) await lastValueFrom(result, { defaultValue: undefined });
    };
    return handler.extras?.['many']
      ? { many: (events, deliveries) => call(events, deliveries) }
      : { one: (event, delivery) => call(event, [delivery]) };
  }

  lag(): Promise<number> { return this.subscription?.lag() ?? Promise.resolve(0); }

  async close(): Promise<void> { await this.subscription?.close(); }

  on(): void { /* no connection events of its own */ }

  unwrap<T>(): T { return this.broker as T; }
}
