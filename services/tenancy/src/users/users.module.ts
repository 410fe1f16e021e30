import { Module } from '@nestjs/common';
import { IdentitiesModule } from '../identities/identities.module.ts';
import { RolesModule } from '../roles/roles.module.ts';
import { SessionStoreModule } from '../sessions/session-store.ts';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { UsersHttp } from './users.http.ts';
import { Users } from './users.service.ts';

@Module({ imports: [TenantsModule, UnitsModule, RolesModule, IdentitiesModule, SessionStoreModule], controllers: [UsersHttp], providers: [Users], exports: [Users] })
export class UsersModule {}
