import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { MessagesConsumer } from './messages.consumer.ts';
import { DealMessages, MESSAGE_LISTENERS, type MessageListener } from './messages.service.ts';

/** For the rooms that ask for messages. */
@Module({ providers: [DealMessages], exports: [DealMessages] })
export class MessagesModule {}

/** Hears the results. Apart from the module above, so that a room can ask for messages and be told of results without a circle. */
@Module({})
export class MessageResultsModule {
  /** `listeners` come from `imports`. */
  static forRoot({ imports, listeners }: { imports: Type[]; listeners: Type<MessageListener>[] }): DynamicModule {
    return {
      module: MessageResultsModule, imports: [MessagesModule, ...imports], controllers: [MessagesConsumer],
      providers: [{ provide: MESSAGE_LISTENERS, useFactory: (...found: MessageListener[]) => found, inject: listeners }],
    };
  }
}
