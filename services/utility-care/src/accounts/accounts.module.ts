import { Module } from '@nestjs/common';
import { AccountArchive } from './account-archive.ts';
import { AccountsHttp } from './accounts.http.ts';
import { Accounts } from './accounts.service.ts';

/** The household files. A global module that provides ACCOUNT_HISTORY fills the page's history. */
@Module({ controllers: [AccountsHttp], providers: [Accounts, AccountArchive], exports: [Accounts, AccountArchive] })
export class AccountsModule {}
