import { Inject, Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { type Context, matchVersion, permit, refuse, statement, TenantDatabase, type Tx, unitsOf } from '@luyue/platform';
import { APPROVAL_SETTINGS, type ApprovalMatter, type ApprovalSettings } from './approval-options.ts';
import type { ApprovalChainView, ChainVersionView } from './approval-views.ts';
import { ApprovalChain } from './approval.entity.ts';
import { chainFaults, endsWith, type Step } from './approvals.rules.ts';
import { Staff } from './staff.ts';
import { stepView } from './views.ts';

export interface PublishChain { steps: Step[]; effectiveFrom?: string; reason: string }

interface Version { version: number; effectiveFrom: Date | null; steps: readonly Step[]; setBy: string | null; reason: string | null }

const VERSIONS = statement('approval_chain_versions', 'SELECT * FROM approval_chain WHERE tenant_id = $1 AND matter = $2 ORDER BY version');
const ADD = statement('approval_chain_add', `
  INSERT INTO approval_chain (tenant_id, matter, version, effective_from, steps, set_by, set_at, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant_id, matter, version) DO NOTHING RETURNING version`);

/** The chains of a tenant by matter, in versions like its policies: a later one changes nothing that is submitted already (R17). */
@Injectable()
export class Chains {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, @Inject(APPROVAL_SETTINGS) private readonly settings: ApprovalSettings) {}

  /** The chain for what is submitted now. */
  async inForce(tx: Tx, matter: string): Promise<Version> {
    return begun([this.inCode(matter), ...(await this.versions(tx, matter))], tx.now);
  }

  list(ctx: Context): Promise<{ items: ApprovalChainView[] }> {
    permit(ctx, 'policy.read');
    return this.database.read(ctx, async (tx) => {
      const items = [];
      // A context has a handful of matters, known to the code.
      for (const matter of Object.keys(this.settings.matters)) items.push(await this.view(tx, matter));
      return { items };
    });
  }

  get(ctx: Context, matter: string): Promise<ApprovalChainView> {
    permit(ctx, 'policy.read');
    return this.database.read(ctx, (tx) => this.view(tx, matter));
  }

  /**
   * Publishes the next version. Throws 400 naming the step for unknown roles or units and for a chain that some amount would meet no step of, 422 for a beginning in
   * the past, 409 at a moment already taken, 412 when another version came in between.
   */
  publish(ctx: Context, matter: string, { effectiveFrom, reason, ...published }: PublishChain, basedOn: number): Promise<ApprovalChainView> {
    // A chain binds the whole tenant, so nobody changes it who may write the policies of some units only.
    if (unitsOf(ctx, 'policy.write') !== 'all') throw refuse.forbidden('policy.write');
    const steps = published.steps.map(asGiven);
    return this.database.write(ctx, async (tx) => {
      const versions = [this.inCode(matter), ...(await this.versions(tx, matter))];
      const newest = versions.at(-1)!.version;
      matchVersion({ version: newest }, basedOn);
      const { units, users } = await this.directory.people(tx);
      const staff = new Staff(units, users);
      const faults = chainFaults(steps, { role: (code) => this.settings.roles.has(code) || staff.isHeld(code), unit: (id) => units.has(id) });
      if (faults.length) throw refuse.fields(faults, 'PF-12');
      const { kept, chain } = this.matter(matter);
      if (kept && !endsWith(steps, chain)) throw refuse.field('steps', 'step_missing', { zh: '最后的审批步骤由规定确定，只能在前面增加', en: 'the last steps are those of the rulebook: others may only come before them' }, 'PF-12');
      const from = effectiveFrom ? new Date(effectiveFrom) : tx.now;
      if (from < tx.now) throw refuse.rule('PF-12', 'chain_in_the_past', { zh: '生效时间不能早于现在', en: 'A chain cannot take effect in the past' }, { extra: { field: 'effectiveFrom' } });
      if (versions.some((v) => v.effectiveFrom?.getTime() === from.getTime())) throw refuse.conflict('chain_overlap', { zh: '同一时刻已经有一个版本生效', en: 'A version takes effect at that moment already' }, { clause: 'PF-12' });
      const added = await tx.sql(ADD, [tx.tenantId, matter, newest + 1, from, JSON.stringify(steps), ctx.userName, tx.now, reason]);
      if (!added.length) throw refuse.stale();
      return this.view(tx, matter);
    });
  }

  /** Throws 404 for a matter that the context does not have. */
  private matter(matter: string): ApprovalMatter {
    if (!Object.hasOwn(this.settings.matters, matter)) throw refuse.notFound({ zh: '审批事项', en: 'matter' });
    return this.settings.matters[matter]!;
  }

  private inCode(matter: string): Version { return { version: 0, effectiveFrom: null, steps: this.matter(matter).chain, setBy: null, reason: null }; }

  private async versions(tx: Tx, matter: string): Promise<ApprovalChain[]> {
    return (await tx.sql(VERSIONS, [tx.tenantId, matter])).map((row) => tx.hydrate(ApprovalChain, row));
  }

  private async view(tx: Tx, matter: string): Promise<ApprovalChainView> {
    const versions = [this.inCode(matter), ...(await this.versions(tx, matter))];
    return {
      matter, title: this.matter(matter).title, inForce: versionView(begun(versions, tx.now)), pending: versions.filter((v) => v.effectiveFrom && v.effectiveFrom > tx.now).sort(byBeginning).map(versionView),
      roles: [...this.settings.roles], version: versions.at(-1)!.version,
    };
  }
}

/** A chain that was read and is sent back says null where nothing was said. */
const asGiven = (step: Step): Step => Object.fromEntries(Object.entries(step).filter(([, value]) => value !== null && value !== undefined)) as unknown as Step;

const beginning = (v: Version): number => v.effectiveFrom?.getTime() ?? 0;
const byBeginning = (a: Version, b: Version): number => beginning(a) - beginning(b);

/** The version that has begun last. */
const begun = (versions: readonly Version[], now: Date): Version => versions.filter((v) => beginning(v) <= now.getTime()).sort(byBeginning).at(-1)!;

const versionView = (v: Version): ChainVersionView => ({ version: v.version, effectiveFrom: v.effectiveFrom?.toISOString() ?? null, steps: v.steps.map(stepView), setBy: v.setBy, reason: v.reason });
