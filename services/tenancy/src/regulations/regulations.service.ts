import { Injectable } from '@nestjs/common';
import { AdoptionRecorded, make } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { TenantDatabase, type Tx } from '@luyue/platform';
import { AdoptionRow } from './adoption.entity.ts';

const PUBLISHED = new Date('2025-01-01T00:00:00+08:00');
/** The version of each module's rulebook that a new tenant adopts, in force from its publication (PF-21). */
const FIRST_VERSION = '2025';

type NewAdoption = Pick<AdoptionRow, 'regulation' | 'regulationVersion' | 'publishedAt' | 'effectiveFrom' | 'scopeUnitIds' | 'supersedes'>;

@Injectable()
export class Regulations {
  constructor(private readonly database: TenantDatabase) {}

  /** Puts the rulebooks of its modules in force for a whole new tenant. */
  async seed(tx: Tx, modules: string[]): Promise<void> {
    for (const regulation of modules) await this.add(tx, { regulation, regulationVersion: FIRST_VERSION, publishedAt: PUBLISHED, effectiveFrom: PUBLISHED, scopeUnitIds: null, supersedes: null });
  }

  private async add(tx: Tx, body: NewAdoption): Promise<AdoptionRow> {
    const row = await tx.insert(AdoptionRow, { tenantId: tx.tenantId, id: newId(), version: 1, ...body, recordedBy: tx.ctx.userName, recordedAt: tx.now });
    const event = make(AdoptionRecorded, {
      id: row.id, version: row.version, regulation: row.regulation, regulationVersion: row.regulationVersion, publishedAt: row.publishedAt.toISOString(), effectiveFrom: row.effectiveFrom.toISOString(),
      scopeUnitIds: row.scopeUnitIds, supersedes: row.supersedes,
    });
    await replicas.adoption(tx, event);
    tx.publish(event);
    return row;
  }
}
