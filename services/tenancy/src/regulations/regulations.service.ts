import { Injectable } from '@nestjs/common';
import { AdoptionRecorded, make } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, permit, TenantDatabase, type Tx } from '@luyue/platform';
import { MODULES } from '@luyue/regulations';
import { Audit } from '../audit/audit.service.ts';
import { uphold } from '../refusal.ts';
import { permitWholeTenant } from '../tenants/tenant-contexts.ts';
import { TenantRecord } from '../tenants/tenant-record.ts';
import { Units } from '../units/units.service.ts';
import { AdoptionRow } from './adoption.entity.ts';
import { type AdoptionFacts, endOf, refuseAdoption } from './adoptions.rules.ts';
import type { AdoptionView } from './regulations.http.ts';
import { rulebookView, type RulebookView } from './rulebook-views.ts';

const PUBLISHED = new Date('2025-01-01T00:00:00+08:00');
/** The version of each module's rulebook that a new tenant adopts, in force from its publication (PF-21). */
const FIRST_VERSION = '2025';

export interface Adopt { regulation: string; regulationVersion: string; publishedAt: string; effectiveFrom?: string; scopeUnitIds?: string[]; supersedes?: string }

@Injectable()
export class Regulations {
  constructor(private readonly database: TenantDatabase, private readonly units: Units, private readonly record: TenantRecord, private readonly audit: Audit) {}

  /** What is, was and will be in force here, latest first. */
  list(ctx: Context): Promise<{ items: AdoptionView[] }> {
    permit(ctx, 'policy.read');
    return this.database.read(ctx, async (tx) => {
      const rows = await this.rows(tx);
      return { items: rows.map((row) => view(row, rows)) };
    });
  }

  /** The rulebooks that the company has subscribed to, clause by clause, with the version in force (PF-21): its purpose at the head (UC-1, PB-1, DV-1, OC-1.1). */
  rulebooks(ctx: Context): Promise<{ items: RulebookView[] }> {
    permit(ctx, 'policy.read');
    return this.database.read(ctx, async (tx) => {
      const rows = await this.rows(tx);
      const names = new Map(rows.some((row) => row.scopeUnitIds) ? (await this.units.all(tx)).map((unit) => [unit.id, unit.name]) : []);
      return { items: MODULES.filter((module) => ctx.modules.includes(module)).map((module) => rulebookView(module, rows, names, tx.now)) };
    });
  }

  /** Puts a version in force, for the whole tenant or some of its units. Obligations opened under the one before run on under it. Throws 400 as `refuseAdoption` says. */
  adopt(ctx: Context, body: Adopt): Promise<AdoptionView> {
    permitWholeTenant(ctx, 'policy.write');
    return this.database.write(ctx, async (tx) => {
      // One adoption at a time, so that each sees the one that it supersedes.
      await this.record.lock(tx);
      const publishedAt = new Date(body.publishedAt);
      const wanted = {
        id: newId(), regulation: body.regulation, regulationVersion: body.regulationVersion, publishedAt, effectiveFrom: body.effectiveFrom ? new Date(body.effectiveFrom) : publishedAt,
        scopeUnitIds: body.scopeUnitIds ?? null, supersedes: body.supersedes ?? null,
      };
      uphold(refuseAdoption(wanted, await this.rows(tx)));
      for (const [i, unitId] of (wanted.scopeUnitIds ?? []).entries()) await this.units.checkOpen(tx, unitId, `scopeUnitIds.${i}`);
      const row = await this.add(tx, wanted);
      await this.audit.record(tx, { action: 'regulation.adopted', target: { type: 'regulation', id: row.id, name: `${row.regulation} ${row.regulationVersion}` }, after: { effectiveFrom: row.effectiveFrom.toISOString(), scopeUnitIds: row.scopeUnitIds, supersedes: row.supersedes } });
      return view(row, [row]);
    });
  }

  /** Puts the rulebooks of its modules in force for a whole new tenant. */
  async seed(tx: Tx, modules: string[]): Promise<void> {
    for (const regulation of modules) await this.add(tx, { id: newId(), regulation, regulationVersion: FIRST_VERSION, publishedAt: PUBLISHED, effectiveFrom: PUBLISHED, scopeUnitIds: null, supersedes: null });
  }

  private async add(tx: Tx, facts: AdoptionFacts): Promise<AdoptionRow> {
    const row = await tx.insert(AdoptionRow, { tenantId: tx.tenantId, version: 1, ...facts, recordedBy: tx.ctx.userName, recordedAt: tx.now });
    const { id, version, regulation, regulationVersion, publishedAt, effectiveFrom, scopeUnitIds, supersedes } = row;
    const event = make(AdoptionRecorded, { id, version, regulation, regulationVersion, publishedAt: publishedAt.toISOString(), effectiveFrom: effectiveFrom.toISOString(), scopeUnitIds, supersedes });
    await replicas.adoption(tx, event);
    tx.publish(event);
    return row;
  }

  private rows(tx: Tx): Promise<AdoptionRow[]> {
    return tx.manager.createQueryBuilder(AdoptionRow, 'a').where('a.tenantId = :tenant', { tenant: tx.tenantId }).orderBy('a.effectiveFrom', 'DESC').getMany();
  }
}

const view = ({ tenantId: _tenant, ...row }: AdoptionRow, all: AdoptionRow[]): AdoptionView => ({ ...row, effectiveUntil: endOf(row, all) });
