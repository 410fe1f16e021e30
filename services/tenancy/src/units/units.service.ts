import { Injectable } from '@nestjs/common';
import { make, UnitChanged } from '@luyue/contracts';
import { replicas } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { type Context, matchVersion, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { Audit, changes } from '../audit/audit.service.ts';
import { uphold } from '../refusal.ts';
import { mirrored, TenantContexts } from '../tenants/tenant-contexts.ts';
import { Unit } from './unit.entity.ts';
import { refusePlace, type UnitKind } from './units.rules.ts';

const WHAT = { zh: '单位', en: 'org unit' };
const IN_USE = statement('unit_in_use', `
  SELECT EXISTS (SELECT 1 FROM unit WHERE tenant_id = $1 AND parent_id = $2 AND active) OR EXISTS (SELECT 1 FROM user_account WHERE tenant_id = $1 AND unit_id = $2 AND active) AS used`);

export interface NewUnit { id?: string; name: string; kind: UnitKind; parentId: string; designations?: string[]; phone?: string }
export type UnitChange = Partial<Pick<Unit, 'name' | 'kind' | 'designations' | 'phone' | 'active'>> & { parentId?: string };

@Injectable()
export class Units {
  constructor(private readonly database: TenantDatabase, private readonly contexts: TenantContexts, private readonly audit: Audit) {}

  /** All units of the tenant from the top down: a parent stands before its children. */
  list(ctx: Context): Promise<{ items: Unit[] }> {
    permit(ctx, 'unit.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.all(tx) }));
  }

  all(tx: Tx): Promise<Unit[]> {
    return tx.manager.createQueryBuilder(Unit, 'u').where('u.tenantId = :tenant', { tenant: tx.tenantId }).orderBy('cardinality(u.path)').addOrderBy('u.name').getMany();
  }

  /** Makes a unit, in the sandbox twin too. */
  async create(ctx: Context, body: NewUnit): Promise<Unit> {
    permit(ctx, 'unit.write', body.parentId);
    const id = body.id ?? newId();
    const [made] = await this.database.writeMany(await this.contexts.withTwin(ctx), (tx) => mirrored(ctx, tx, () => this.add(tx, { ...body, id })));
    return made!;
  }

  /** Changes or moves a unit; everything below moves along. 412 when someone else was faster, 422 for a loop, 409 for closing one in use. */
  async change(ctx: Context, id: string, version: number, body: UnitChange): Promise<Unit> {
    permit(ctx, 'unit.write', id);
    if (body.parentId) permit(ctx, 'unit.write', body.parentId);
    return this.database.write(ctx, async (tx) => {
      const unit = await tx.lock(Unit, id, WHAT);
      matchVersion(unit, version);
      const before = { ...unit };
      if (body.active === false && unit.active) await this.checkUnused(tx, unit);
      const { parentId, ...fields } = body;
      await tx.update(Unit, unit, { ...fields, ...(parentId && parentId !== unit.parentId && (await this.place(tx, unit, parentId))) });
      await this.changed(tx, unit);
      if (unit.path.length !== before.path.length || unit.parentId !== before.parentId) await this.carry(tx, unit, before.path.length);
      await this.audit.record(tx, { action: 'unit.changed', target: { type: 'unit', id, name: unit.name }, ...changes(before, { ...unit }) });
      return unit;
    });
  }

  /** Throws 400 naming `field` for a unit that this tenant does not have, or has closed. */
  async checkOpen(tx: Tx, id: string, field: string): Promise<void> {
    const unit = await tx.find(Unit, id);
    if (!unit?.active) throw refuse.field(field, 'unknown_unit', { zh: '没有这个单位，或已撤销', en: 'no such org unit, or it is closed' }, 'PF-6');
  }

  /** The top unit of a new tenant: the company itself. */
  async seedRoot(tx: Tx, id: string, name: string): Promise<Unit> {
    const root = await tx.insert(Unit, { tenantId: tx.tenantId, id, version: 1, name, kind: 'company', parentId: null, path: [id], designations: [], phone: '', active: true });
    await this.changed(tx, root);
    return root;
  }

  private async add(tx: Tx, body: NewUnit & { id: string }): Promise<Unit> {
    if (await tx.find(Unit, body.id)) throw refuse.conflict('unit_exists', { zh: '这个编号的单位已经有了', en: 'A unit of this id exists already' });
    const parent = await this.parent(tx, body.parentId);
    uphold(refusePlace(body.id, parent));
    const unit = await tx.insert(Unit, {
      tenantId: tx.tenantId, id: body.id, version: 1, name: body.name, kind: body.kind, parentId: parent.id, path: [...parent.path, body.id], designations: body.designations ?? [],
      phone: body.phone ?? '', active: true,
    });
    await this.changed(tx, unit);
    await this.audit.record(tx, { action: 'unit.created', target: { type: 'unit', id: unit.id, name: unit.name }, after: { kind: unit.kind, parentId: unit.parentId } });
    return unit;
  }

  private async place(tx: Tx, unit: Unit, parentId: string): Promise<Pick<Unit, 'parentId' | 'path'>> {
    if (!unit.parentId) throw refuse.rule('PF-6', 'root_unit', { zh: '顶层单位不能移动', en: 'The top unit stays where it is' });
    const parent = await this.parent(tx, parentId);
    uphold(refusePlace(unit.id, parent));
    return { parentId, path: [...parent.path, unit.id] };
  }

  private async carry(tx: Tx, moved: Unit, depthBefore: number): Promise<void> {
    for (const { id, path } of (await this.all(tx)).filter((u) => u.id !== moved.id && u.path.includes(moved.id))) {
      const below = await tx.lock(Unit, id);
      await tx.update(Unit, below, { path: [...moved.path, ...path.slice(depthBefore)] });
      await this.changed(tx, below);
    }
  }

  private async parent(tx: Tx, id: string): Promise<Unit> {
    const parent = await tx.find(Unit, id, { lock: true });
    if (!parent) throw refuse.field('parentId', 'unknown_unit', { zh: '没有这个单位', en: 'no such org unit' });
    return parent;
  }

  private async checkUnused(tx: Tx, unit: Unit): Promise<void> {
    const [row] = await tx.sql<{ used: boolean }>(IN_USE, [tx.tenantId, unit.id]);
    if (row!.used) throw refuse.conflict('unit_in_use', { zh: '还有下级单位或人员，不能撤销', en: 'It still has units or people and cannot be closed' }, { clause: 'PF-6' });
  }

  private async changed(tx: Tx, unit: Unit): Promise<void> {
    const { id, version, name, kind, parentId, path, designations, active } = unit;
    const event = make(UnitChanged, { id, version, name, kind, parentId, path, designations, active });
    await replicas.unit(tx, event);
    tx.publish(event);
  }
}
