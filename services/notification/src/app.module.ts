import { Module } from '@nestjs/common';
import { Agreements1700000000008, Directory1700000000002, DirectoryModule } from '@luyue/directory';
import { CalendarChanges, Obligation, Obligations1700000000003, ObligationsModule } from '@luyue/obligations';
import { type RunningService, startService, type ServiceDefinition } from '@luyue/platform';
import { ApprovalsModule } from './approvals/approvals.module.ts';
import { NotificationEnvironment } from './config.ts';
import { Contact } from './contacts/contact.entity.ts';
import { ContactsModule } from './contacts/contacts.module.ts';
import { EscalationsModule } from './escalations/escalations.module.ts';
import { InboxModule } from './inbox/inbox.module.ts';
import { migrations } from './migrations/migrations.ts';
import { OutboundMessage } from './outbox/outbound-message.entity.ts';
import { OutboxModule } from './outbox/outbox.module.ts';
import { RequestsModule } from './requests/requests.module.ts';
import { RecipientResult } from './results/recipient-result.entity.ts';
import { StreamModule } from './stream/stream.module.ts';
import { NoticeTemplate } from './templates/template.entity.ts';
import { TemplatesModule } from './templates/templates.module.ts';

/** A bounced notice owes its retry (PF-13): the one obligation of this service. */
const obligations = ObligationsModule.forRoot('notification');

@Module({
  imports: [
    obligations, DirectoryModule.forRoot({ consume: true, imports: [obligations], listeners: [CalendarChanges] }),
    ContactsModule, StreamModule, TemplatesModule, OutboxModule, InboxModule, EscalationsModule, ApprovalsModule, RequestsModule,
  ],
})
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'notification', module: AppModule, entities: [Obligation, OutboundMessage, RecipientResult, Contact, NoticeTemplate],
  migrations: [Directory1700000000002, Obligations1700000000003, Agreements1700000000008, ...migrations],
};

export const Environment = NotificationEnvironment;
export const createApp = (config: NotificationEnvironment): Promise<RunningService> => startService(definition, config);
