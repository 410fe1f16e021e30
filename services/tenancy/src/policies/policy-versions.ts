import { Injectable } from '@nestjs/common';
import { make, PolicyPublished } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import type { Tx } from '@luyue/platform';
import type { ParameterKey, PolicyVersion } from '@luyue/regulations';
import { PolicyRow } from './policy.entity.ts';

export type NewVersion = Pick<PolicyRow, 'key' | 'origin' | 'version' | 'value' | 'effectiveFrom' | 'mayTighten' | 'reason' | 'setBy' | 'setAt'>;

/** The published versions as rows. */
@Injectable()
export class PolicyVersions {
  /** All versions of the transaction's tenant, or of those it may read (`readSubtree`), oldest first. */
  async rows(tx: Tx, options: { key?: string; tenants?: string[] } = {}): Promise<PolicyRow[]> {
    const query = tx.manager.createQueryBuilder(PolicyRow, 'p').where('p.tenantId = ANY (:tenants)', { tenants: options.tenants ?? [tx.tenantId] });
    if (options.key) query.andWhere('p.key = :key', { key: options.key });
    return query.orderBy('p.effectiveFrom').addOrderBy('p.version').getMany();
  }

  async add(tx: Tx, version: NewVersion): Promise<PolicyRow> {
    const row = await tx.insert(PolicyRow, { tenantId: tx.tenantId, id: newId(), ...version });
    const event = make(PolicyPublished, {
      streamId: `${tx.tenantId}/${row.key}`, key: row.key, version: row.version, value: row.value, effectiveFrom: row.effectiveFrom.toISOString(), origin: row.origin, mayTighten: row.mayTighten,
      setBy: row.setBy, reason: row.reason,
    });
    await replicas.policy(tx, event);
    tx.publish(event);
    return row;
  }

  /** What headquarters have released, for a new tenant below them. */
  async inherited(tx: Tx): Promise<NewVersion[]> {
    return (await this.rows(tx)).filter((p) => p.origin === 'headquarters').map(({ tenantId: _tenant, id: _id, ...version }) => version);
  }

  async seed(tx: Tx, versions: NewVersion[]): Promise<void> {
    for (const version of versions) await this.add(tx, version);
  }
}

/** A row as `resolvePolicy` reads it. */
export const asVersion = (row: PolicyRow): PolicyVersion => ({
  key: row.key as ParameterKey, value: row.value.value as PolicyVersion['value'], version: row.version, effectiveFrom: row.effectiveFrom, origin: row.origin, mayTighten: row.mayTighten, setBy: row.setBy, reason: row.reason,
});
