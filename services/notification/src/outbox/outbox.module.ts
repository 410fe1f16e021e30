import { Module } from '@nestjs/common';
import { ContactsModule } from '../contacts/contacts.module.ts';
import { ResultsModule } from '../results/results.module.ts';
import { Channels } from './channels.ts';
import { OutboxHttp } from './outbox.http.ts';
import { Outbox } from './outbox.service.ts';
import { Sender } from './sender.ts';

@Module({ imports: [ContactsModule, ResultsModule], controllers: [OutboxHttp], providers: [Outbox, Channels, Sender], exports: [Outbox] })
export class OutboxModule {}
