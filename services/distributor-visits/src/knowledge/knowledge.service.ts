import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { type Context, decodeCursor, matchVersion, may, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, whenTaken } from '@luyue/platform';
import { readQuery, tokensOf } from '@luyue/search';
import { Problems } from '../problems/problems.service.ts';
import { KnowledgeEntry } from './knowledge.entity.ts';
import type { ChangeKnowledge, KnowledgeView, WriteKnowledge } from './knowledge.http.ts';
import { entryMoves, type EntryStatus, latinWords } from './knowledge.rules.ts';

export interface KnowledgeFilter { q?: string; status: EntryStatus; limit: number; cursor?: string }

const ENTRY = { zh: '知识条目', en: 'knowledge entry' };
const NEWEST: [string, string] = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];
const LIST = statement('knowledge_list', 'tenant_id = $1 AND status = $2 AND (changed_at, id) < ($3, $4) ORDER BY changed_at DESC, id DESC LIMIT $5');
// A token is looked up like a word in an index at the back of a book: equality alone, which a row policy lets an index answer.
const FOUND = statement('knowledge_found', `
  tenant_id = $1 AND status = $2 AND (changed_at, id) < ($3, $4) AND id IN (SELECT t.entry_id FROM knowledge_token t WHERE t.tenant_id = $1 AND t.token = ANY ($6) GROUP BY t.entry_id HAVING count(*) = cardinality($6))
  ORDER BY changed_at DESC, id DESC LIMIT $5`);
const DROP = statement('knowledge_tokens_drop', 'DELETE FROM knowledge_token WHERE tenant_id = $1 AND entry_id = $2');
const PUT = statement('knowledge_tokens_put', 'INSERT INTO knowledge_token (tenant_id, token, entry_id) SELECT $1, unnest($3::text[]), $2');

/** What was learned from solved problems, for whoever meets the same one next (capability 7). It is the whole company's. */
@Injectable()
export class Knowledge {
  constructor(private readonly database: TenantDatabase, private readonly problems: Problems) {}

  list(ctx: Context, { q, status, limit, cursor }: KnowledgeFilter): Promise<Page<KnowledgeView>> {
    permitReading(ctx);
    const [at, id] = decodeCursor(cursor, 2) ?? NEWEST;
    const tokens = q === undefined ? null : tokensAsked(q);
    return this.database.read(ctx, async (tx) => {
      // Words too short to mean anything find nothing.
      if (tokens?.length === 0) return { items: [], nextCursor: null };
      const rows = tokens ? await tx.rows(KnowledgeEntry, FOUND, [tx.tenantId, status, at, id, limit + 1, tokens]) : await tx.rows(KnowledgeEntry, LIST, [tx.tenantId, status, at, id, limit + 1]);
      return page(rows, limit, (e) => [e.changedAt.toISOString(), e.id], view);
    });
  }

  get(ctx: Context, id: string): Promise<KnowledgeView> {
    permitReading(ctx);
    return this.database.read(ctx, async (tx) => view(await tx.get(KnowledgeEntry, id, ENTRY)));
  }

  /** Throws 409 for a problem that is not solved, or has its entry. */
  write(ctx: Context, { problemId, title, symptom, cause, solution }: WriteKnowledge): Promise<KnowledgeView> {
    permitWriting(ctx);
    return this.database.write(ctx, async (tx) => {
      const problem = await this.problems.solved(tx, problemId);
      const entry = await tx.insert(KnowledgeEntry, {
        tenantId: tx.tenantId, id: newId(), version: 1, problemId, problemNumber: problem.number, title, product: problem.product, symptom: symptom ?? problem.description, cause: cause ?? problem.cause!, solution: solution ?? problem.solution!, status: 'draft' as const,
        writtenBy: ctx.userName, writtenAt: tx.now, changedAt: tx.now,
      }).catch(whenTaken(() => refuse.conflict('entry_exists', { zh: '这个难题已经写成知识', en: 'The problem has its entry already' }, { clause: 'DV-3.3c' })));
      await this.index(tx, entry);
      return view(entry);
    });
  }

  change(ctx: Context, id: string, change: ChangeKnowledge, version: number): Promise<KnowledgeView> {
    permitWriting(ctx);
    return this.database.write(ctx, async (tx) => {
      const entry = await tx.lock(KnowledgeEntry, id, ENTRY);
      matchVersion(entry, version);
      await tx.update(KnowledgeEntry, entry, { ...change, ...(change.product !== undefined && { product: change.product || null }), changedAt: tx.now });
      await this.index(tx, entry);
      return view(entry);
    });
  }

  move(ctx: Context, id: string, to: EntryStatus): Promise<KnowledgeView> {
    permitWriting(ctx);
    return this.database.write(ctx, async (tx) => {
      const entry = await tx.lock(KnowledgeEntry, id, ENTRY);
      if (!entryMoves[entry.status].includes(to)) throw refuse.transition(entry.status, to, [...entryMoves[entry.status]], 'DV-3.3c');
      return view(await tx.update(KnowledgeEntry, entry, { status: to, changedAt: tx.now }));
    });
  }

  private async index(tx: Tx, { id, title, product, symptom, cause, solution }: KnowledgeEntry): Promise<void> {
    const text = [title, product, symptom, cause, solution].filter(Boolean).join('\n');
    const tokens = [...new Set([...text.split('\n').flatMap((line) => tokensOf('', line)), ...latinWords(text)])];
    await tx.sql(DROP, [tx.tenantId, id]);
    await tx.sql(PUT, [tx.tenantId, id, tokens]);
  }
}

/** Pairs of Chinese characters, and models. */
function tokensAsked(q: string): string[] {
  const read = readQuery(q);
  return [...new Set([...(read?.shape === 'words' ? read.tokens.filter((token) => /\p{Script=Han}/u.test(token)) : []), ...latinWords(q)])];
}

/** Technicians and departments write it, and whoever works on problems reads it. */
function permitWriting(ctx: Context): void { permit(ctx, may(ctx, 'technicalProblem.answer') ? 'technicalProblem.answer' : 'technicalProblem.work'); }

function permitReading(ctx: Context): void { permit(ctx, may(ctx, 'technicalProblem.answer') ? 'technicalProblem.answer' : 'visit.read'); }

const view = ({ tenantId: _tenant, ...entry }: KnowledgeEntry): KnowledgeView => ({ ...entry, writtenAt: entry.writtenAt.toISOString(), changedAt: entry.changedAt.toISOString() });
