import { Module } from '@nestjs/common';
import { PostingsModule } from '../postings/postings.module.ts';
import { ChannelContacts } from './channel-contacts.ts';
import { OperatorMatters } from './operator-matters.ts';
import { OperatorsHttp } from './operators.http.ts';
import { Operators } from './operators.service.ts';

@Module({ imports: [PostingsModule], controllers: [OperatorsHttp], providers: [Operators, OperatorMatters, ChannelContacts], exports: [Operators] })
export class OperatorsModule {}
