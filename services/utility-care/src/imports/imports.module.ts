import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.ts';
import { IntakeModule } from '../intake/intake.module.ts';
import { ImportsHttp } from './imports.http.ts';
import { Imports } from './imports.service.ts';
import { KnownCalls } from './known-calls.ts';

@Module({ imports: [AccountsModule, IntakeModule], controllers: [ImportsHttp], providers: [Imports, KnownCalls], exports: [Imports] })
export class ImportsModule {}
