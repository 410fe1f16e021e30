import { Module } from '@nestjs/common';
import { Identities } from './identities.service.ts';

@Module({ providers: [Identities], exports: [Identities] })
export class IdentitiesModule {}
