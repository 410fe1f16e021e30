import { Module } from '@nestjs/common';
import { ChannelContacts } from './channel-contacts.ts';
import { OperatorMatters } from './operator-matters.ts';
import { OperatorsHttp } from './operators.http.ts';
import { Operators } from './operators.service.ts';

@Module({ controllers: [OperatorsHttp], providers: [Operators, OperatorMatters, ChannelContacts], exports: [Operators] })
export class OperatorsModule {}
