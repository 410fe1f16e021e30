import { Injectable } from '@nestjs/common';
import { refuse, statement, type Tx, whenTaken } from '@luyue/platform';
import { type ClauseId, isClauseId } from '@luyue/regulations';
import { ScoreScheme } from './scorecard.entity.ts';
import type { ScoreSchemeView } from './scorecard-views.ts';
import { schemeFaults, type SchemeItem } from './scorecards.rules.ts';

export interface PublishedScheme {
  kind: string;
  scope?: string;
  items: SchemeItem[];
  settings?: Record<string, unknown>;
  /** Now when left out; never in the past. */
  effectiveFrom?: Date;
  reason: string;
  /** Names the refusals. */
  clauseId: ClauseId;
  /** Figures that the room computes. */
  facts: readonly string[];
  /** The newest version that the publisher has seen; null asks for nothing. */
  basedOn?: number | null;
}

const OF_SCOPE = statement('score_schemes_of_scope', 'tenant_id = $1 AND kind = $2 AND scope = $3 ORDER BY version');
const OF_KIND = statement('score_schemes_of_kind', 'tenant_id = $1 AND kind = $2 ORDER BY scope, version DESC');

/** What is scored and how, in versions like policies: a later one changes no card that is open already. */
@Injectable()
export class Schemes {
  /**
   * The next version of the scope. Throws 422 naming each fault (weights that do not sum to exactly 100 among them), 400 for a beginning in the past, 412 when another version came in between, 409 at a moment already taken.
   */
  async publish(tx: Tx, { kind, scope = '', items, settings = {}, effectiveFrom = tx.now, reason, clauseId, facts, basedOn = null }: PublishedScheme): Promise<ScoreScheme> {
    const faults = schemeFaults(items, { clause: isClauseId, fact: (name) => facts.includes(name) });
    if (faults.length) throw refuse.rule(clauseId, 'scheme_faulty', { zh: `评分方案不对：${faults.map((f) => f.message.zh).join('；')}`, en: `The scheme is not right: ${faults.map((f) => f.message.en).join('; ')}` }, { errors: faults });
    if (effectiveFrom < tx.now) throw refuse.field('effectiveFrom', 'past', { zh: '生效时间已经过去', en: 'the start lies in the past' }, clauseId);
    const versions = await this.versions(tx, kind, scope);
    const newest = versions.at(-1)?.version ?? 0;
    if (basedOn !== null && basedOn !== newest) throw refuse.stale();
    const taken = () => refuse.conflict('scheme_overlap', { zh: '同一时刻已经有一个版本生效', en: 'A version takes effect at that moment already' }, { clause: clauseId });
    const row = Object.assign(new ScoreScheme(), { tenantId: tx.tenantId, kind, scope, version: newest + 1, effectiveFrom, items, settings, setBy: tx.ctx.userName, setAt: tx.now, reason });
    return tx.insert(ScoreScheme, row).catch(whenTaken(taken));
  }

  /** Of the scope, else of the whole tenant; null where none has begun. */
  async inForce(tx: Tx, kind: string, scope = '', at: Date = tx.now): Promise<ScoreScheme | null> {
    const own = begun(await this.versions(tx, kind, scope), at);
    return own ?? (scope ? begun(await this.versions(tx, kind, ''), at) : null);
  }

  /** All versions of a kind, the newest of each scope first. */
  async list(tx: Tx, kind: string): Promise<ScoreSchemeView[]> {
    const rows = await tx.rows(ScoreScheme, OF_KIND, [tx.tenantId, kind]);
    const inForce = new Set([...new Set(rows.map((r) => r.scope))].map((scope) => begun(rows.filter((r) => r.scope === scope), tx.now)));
    return rows.map((r) => ({
      kind: r.kind, scope: r.scope, version: r.version, effectiveFrom: r.effectiveFrom.toISOString(), inForce: inForce.has(r), items: r.items.map((item) => ({ ...item, clauses: [...(item.clauses ?? [])], fact: item.fact ?? null })), settings: r.settings,
      setBy: r.setBy, setAt: r.setAt.toISOString(), reason: r.reason,
    }));
  }

  private versions(tx: Tx, kind: string, scope: string): Promise<ScoreScheme[]> { return tx.rows(ScoreScheme, OF_SCOPE, [tx.tenantId, kind, scope]); }
}

/** The version that has begun last. */
const begun = (versions: readonly ScoreScheme[], at: Date): ScoreScheme | null =>
  versions.filter((v) => v.effectiveFrom <= at).toSorted((a, b) => a.effectiveFrom.getTime() - b.effectiveFrom.getTime() || a.version - b.version).at(-1) ?? null;
