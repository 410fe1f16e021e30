import { Module } from '@nestjs/common';
import { DirectoryModule } from '@luyue/directory';
import { type RunningService, type ServiceDefinition, startService } from '@luyue/platform';
import { Agreement } from './agreements/agreement.entity.ts';
import { AgreementsModule } from './agreements/agreements.module.ts';
import { AuditModule } from './audit/audit.module.ts';
import { AuditEntry } from './audit/audit-entry.entity.ts';
import { CalendarYearRow } from './calendars/calendar-year.entity.ts';
import { CalendarsModule } from './calendars/calendars.module.ts';
import { ApiClient, ApiKey } from './clients/api-client.entity.ts';
import { ClientsModule } from './clients/clients.module.ts';
import { ClocksModule } from './clocks/clocks.module.ts';
import { TenancyEnvironment } from './config.ts';
import { migrations } from './migrations/migrations.ts';
import { PolicyRow } from './policies/policy.entity.ts';
import { PoliciesModule } from './policies/policies.module.ts';
import { ProvisioningModule } from './provisioning/provisioning.module.ts';
import { AdoptionRow } from './regulations/adoption.entity.ts';
import { RegulationsModule } from './regulations/regulations.module.ts';
import { Role } from './roles/role.entity.ts';
import { RolesModule } from './roles/roles.module.ts';
import { Session } from './sessions/session.entity.ts';
import { SessionsModule } from './sessions/sessions.module.ts';
import { Tenant } from './tenants/tenant.entity.ts';
import { TenantsModule } from './tenants/tenants.module.ts';
import { Unit } from './units/unit.entity.ts';
import { UnitsModule } from './units/units.module.ts';
import { UserAccount } from './users/user-account.entity.ts';
import { UsersModule } from './users/users.module.ts';

@Module({
  imports: [
    DirectoryModule.forRoot({ consume: false }), AuditModule, TenantsModule, ProvisioningModule, UnitsModule, RolesModule, UsersModule, SessionsModule, ClocksModule, CalendarsModule, PoliciesModule,
    RegulationsModule, ClientsModule, AgreementsModule,
  ],
})
export class AppModule {}

export const definition: ServiceDefinition = {
  name: 'tenancy', module: AppModule, migrations,
  entities: [AuditEntry, Tenant, Unit, Role, UserAccount, Session, CalendarYearRow, PolicyRow, AdoptionRow, ApiClient, ApiKey, Agreement],
};

export const Environment = TenancyEnvironment;
export const createApp = (config: TenancyEnvironment): Promise<RunningService> => startService(definition, config);
