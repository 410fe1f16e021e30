import { Module } from '@nestjs/common';
import { MessagesModule } from '../messages/messages.module.ts';
import { StepRecordModule } from '../steps/step-record.ts';
import { ClientDoor } from './client-door.ts';
import { ClientLinksHttp } from './client-links.http.ts';
import { ClientLinks } from './client-links.service.ts';
import { ClientWords } from './client-words.ts';

@Module({ imports: [StepRecordModule, MessagesModule], controllers: [ClientLinksHttp], providers: [ClientLinks, ClientDoor, ClientWords], exports: [ClientDoor, ClientWords] })
export class ClientLinksModule {}
