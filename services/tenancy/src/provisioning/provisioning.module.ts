import { Module } from '@nestjs/common';
import { CalendarsModule } from '../calendars/calendars.module.ts';
import { ClocksModule } from '../clocks/clocks.module.ts';
import { IdentitiesModule } from '../identities/identities.module.ts';
import { PoliciesModule } from '../policies/policies.module.ts';
import { RegulationsModule } from '../regulations/regulations.module.ts';
import { RolesModule } from '../roles/roles.module.ts';
import { TenantsModule } from '../tenants/tenants.module.ts';
import { UnitsModule } from '../units/units.module.ts';
import { UsersModule } from '../users/users.module.ts';
import { ProvisioningHttp } from './provisioning.http.ts';
import { Provisioning } from './provisioning.service.ts';

@Module({
  imports: [ClocksModule, TenantsModule, UnitsModule, RolesModule, UsersModule, IdentitiesModule, CalendarsModule, PoliciesModule, RegulationsModule],
  controllers: [ProvisioningHttp], providers: [Provisioning],
})
export class ProvisioningModule {}
