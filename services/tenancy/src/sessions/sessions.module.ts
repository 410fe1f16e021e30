import { Module } from '@nestjs/common';
import { CONFIG } from '@luyue/platform';
import type { TenancyEnvironment } from '../config.ts';
import { IdentitiesModule } from '../identities/identities.module.ts';
import { RolesModule } from '../roles/roles.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { SessionStoreModule } from './session-store.ts';
import { SessionsHttp } from './sessions.http.ts';
import { Sessions } from './sessions.service.ts';
import { SignIn } from './sign-in.ts';
import { TokenKeys } from './token-keys.ts';

@Module({
  imports: [IdentitiesModule, SessionStoreModule, RolesModule, UsersModule],
  controllers: [SessionsHttp],
  providers: [Sessions, SignIn, { provide: TokenKeys, inject: [CONFIG], useFactory: (config: TenancyEnvironment) => TokenKeys.load(config.USER_TOKEN_KEYS_DIR) }],
})
export class SessionsModule {}
