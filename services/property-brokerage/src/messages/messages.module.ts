import { Module } from '@nestjs/common';
import { MessagesConsumer } from './messages.consumer.ts';
import { DealMessages } from './messages.service.ts';

@Module({ controllers: [MessagesConsumer], providers: [DealMessages], exports: [DealMessages] })
export class MessagesModule {}
