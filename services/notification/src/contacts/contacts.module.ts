import { Module } from '@nestjs/common';
import { ContactsHttp } from './contacts.http.ts';
import { Contacts } from './contacts.service.ts';

@Module({ controllers: [ContactsHttp], providers: [Contacts], exports: [Contacts] })
export class ContactsModule {}
