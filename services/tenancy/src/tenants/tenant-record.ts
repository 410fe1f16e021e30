import { Injectable } from '@nestjs/common';
import { make, TenantChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { refuse, type Tx } from '@luyue/platform';
import { Tenant } from './tenant.entity.ts';

export const TENANT_WORD = { zh: '公司', en: 'tenant' };

/** The row of the transaction's own tenant. Each change tells the others, and this service's own replica in the same transaction. */
@Injectable()
export class TenantRecord {
  own(tx: Tx): Promise<Tenant> {
    return tx.get(Tenant, tx.tenantId, TENANT_WORD);
  }

  lock(tx: Tx): Promise<Tenant> {
    return tx.lock(Tenant, tx.tenantId, TENANT_WORD);
  }

  /** Throws 409 for an id that is taken. */
  async insert(tx: Tx, tenant: Tenant): Promise<void> {
    if (await tx.find(Tenant, tenant.id)) throw refuse.conflict('tenant_exists', { zh: '这个编号的公司已经有了', en: 'A tenant of this id exists already' }, { clause: 'PF-1' });
    await tx.insert(Tenant, tenant);
    await this.tell(tx, tenant);
  }

  async change(tx: Tx, tenant: Tenant, patch: Partial<Tenant>): Promise<Tenant> {
    await tx.update(Tenant, tenant, patch);
    await this.tell(tx, tenant);
    return tenant;
  }

  private async tell(tx: Tx, tenant: Tenant): Promise<void> {
    const { id, version, name, kind, parentId, path, sandbox, twinId, clockOffsetMs, zone, modules, status } = tenant;
    const event = make(TenantChanged, { id, version, name, kind, parentId, path, sandbox, sandboxOf: sandbox ? twinId : null, clockOffsetMs, zone, modules, status });
    await replicas.tenant(tx, event);
    tx.publish(event);
  }
}
