import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { ObligationList, Obligations, obligationView, RecurringDuties } from '@luyue/obligations';
import { type Context, decodeCursor, matchVersion, page, type Page, permit, refuse, statement, TenantDatabase, type Tx, unitsOf, whenTaken } from '@luyue/platform';
import type { ScoreCard } from '@luyue/scorecards';
import { Handovers } from '../postings/handovers.ts';
import type { Posting } from '../postings/posting.entity.ts';
import { PostingPages } from '../postings/posting-pages.ts';
import { type PostingListener, Postings } from '../postings/postings.service.ts';
import { Rankings } from '../rankings/rankings.service.ts';
import { Regions } from '../regions/regions.service.ts';
import { type ScoreListener, Scores } from '../scores/scores.service.ts';
import type { OutstationStaff } from '../staff/staff.entity.ts';
import { Staff } from '../staff/staff.service.ts';
import { type ProposalDecision, RotationProposal, RotationRound } from './rotation.entity.ts';
import type { ChangeProposal, ProposeMove, RotationProposalView, RotationRoundView } from './rotations.http.ts';
import { dutiesOfProposal, isFull, isLow, lastRound, proposalMoves, type ProposalRule, type ProposalStatus } from './rotations.rules.ts';

/** Somebody to be proposed. */
interface NewProposal { posting: Posting; userId: string; rule: ProposalRule; reason: string; regionIds?: string[]; scorePeriod?: string | null; roundId?: string | null; proposedBy: string }
export interface ProposalFilter { roundId?: string; staffId?: string; status?: ProposalStatus; limit: number; cursor?: string }

const PROPOSAL = { zh: '调整提名', en: 'proposal' };
const ROUNDS = statement('rotation_rounds', 'tenant_id = $1 AND ($2::uuid[] IS NULL OR department_unit_id = ANY ($2)) ORDER BY round_on DESC, id DESC LIMIT 40');
const COUNTS = statement('rotation_round_counts', `SELECT round_id AS "roundId", count(*)::int AS proposals, count(*) FILTER (WHERE status = 'proposed')::int AS undecided FROM rotation_proposal WHERE tenant_id = $1 AND round_id = ANY ($2) GROUP BY 1`);
const OPEN_OF_POSTING = statement('rotation_proposals_open_of_posting', `tenant_id = $1 AND posting_id = $2 AND status = 'proposed' ORDER BY id FOR UPDATE`);
const STANDING = statement('rotation_proposals_standing', `SELECT posting_id AS "postingId" FROM rotation_proposal WHERE tenant_id = $1 AND department_unit_id = $2 AND rule = 'full_year' AND status = 'proposed'`);
const TAKE_UP = statement('rotation_proposals_take_up', `UPDATE rotation_proposal SET round_id = $3, version = version + 1 WHERE tenant_id = $1 AND department_unit_id = $2 AND round_id IS NULL AND status = 'proposed'`);

/** Who is proposed for a move, by which rule: rounds each half year, low scores at once, others put forward (OC-4.3, readings 2 and 3). */
@Injectable()
export class Rotations implements PostingListener, ScoreListener, OnModuleInit {
  constructor(
    private readonly database: TenantDatabase, private readonly directory: Directory, private readonly obligations: Obligations, private readonly duties: RecurringDuties, private readonly ledger: ObligationList, private readonly staff: Staff,
    private readonly postings: Postings, private readonly postingPages: PostingPages, private readonly handovers: Handovers, private readonly scores: Scores, private readonly rankings: Rankings, private readonly regions: Regions,
  ) {}

  onModuleInit(): void {
    this.postings.hear(this);
    this.scores.hear(this);
  }

  /** With its first posting a department begins to owe a round each half year. */
  async postingOpened(tx: Tx, { departmentUnitId, startsOn }: Posting): Promise<void> {
    const { name } = await this.directory.unit(tx, departmentUnitId);
    await this.duties.begin(tx, [{ clauseId: 'OC-4.3', parameter: 'oc.rotation.everyMonths', every: { by: 'oc.rotation.everyMonths' }, strand: 'round', subject: { type: 'department', id: departmentUnitId, number: name, title: `${name} 半年调整` }, unitId: departmentUnitId, beginsOn: startsOn }]);
  }

  /** Who moves or leaves need not be proposed any more. */
  async postingEnding(tx: Tx, { id }: Posting): Promise<void> {
    for (const row of await tx.rows(RotationProposal, OPEN_OF_POSTING, [tx.tenantId, id])) await this.withdraw(tx, row, '派驻已结束');
  }

  /** A score under the least proposes the person as soon as it is closed; an appeal that lifts it takes the proposal back. */
  async scoreFixed(tx: Tx, staff: OutstationStaff, { period, totalHundredths }: ScoreCard): Promise<void> {
    const value = await this.directory.policyValues(tx);
    const low = isLow(totalHundredths, value<number>('oc.score.min'));
    for (const posting of await this.postings.active(tx, { staffId: staff.id })) {
      const standing = (await tx.rows(RotationProposal, OPEN_OF_POSTING, [tx.tenantId, posting.id])).find((row) => row.rule === 'low_score');
      if (low && !standing) await this.add(tx, [{ posting, userId: staff.userId, rule: 'low_score', reason: `${period} 考核 ${totalHundredths! / 100} 分`, scorePeriod: period, proposedBy: 'Luyue' }]);
      if (!low && standing?.scorePeriod === period) await this.withdraw(tx, standing, `申诉后 ${period} 考核 ${(totalHundredths ?? 0) / 100} 分`);
    }
  }

  rounds(ctx: Context): Promise<{ items: RotationRoundView[] }> {
    const units = unitsOf(ctx, 'staffScore.read');
    return this.database.read(ctx, async (tx) => ({ items: await this.roundViews(tx, await tx.rows(RotationRound, ROUNDS, [tx.tenantId, units === 'all' ? null : units])) }));
  }

  list(ctx: Context, filter: ProposalFilter): Promise<Page<RotationProposalView>> {
    const units = unitsOf(ctx, 'staffScore.read');
    const after = decodeCursor(filter.cursor, 2);
    return this.database.read(ctx, async (tx) => {
      const query = tx.manager.createQueryBuilder(RotationProposal, 'p').where('p.tenantId = :tenant', { tenant: tx.tenantId });
      if (units !== 'all') query.andWhere('p.departmentUnitId = ANY (:units)', { units });
      if (filter.roundId) query.andWhere('p.roundId = :round', { round: filter.roundId });
      if (filter.staffId) query.andWhere('p.staffId = :staff', { staff: filter.staffId });
      if (filter.status) query.andWhere('p.status = :status', { status: filter.status });
      if (after) query.andWhere('(p.proposedAt, p.id) < (:at, :id)', { at: after[0], id: after[1] });
      const rows = await query.orderBy('p.proposedAt', 'DESC').addOrderBy('p.id', 'DESC').limit(filter.limit + 1).getMany();
      const cut = page(rows, filter.limit, (p) => [p.proposedAt.toISOString(), p.id], (p) => p);
      return { ...cut, items: await this.views(tx, cut.items) };
    });
  }

  /** The round whose date has come: everybody with a full year in a region by that date must be proposed (reading 3); whom the last round proposed so and nobody has decided on stands there still. Throws 409 for a second time. */
  open(ctx: Context, departmentUnitId: string): Promise<RotationRoundView> {
    permit(ctx, 'rotation.write', departmentUnitId);
    return this.database.write(ctx, async (tx) => {
      await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      const value = await this.directory.policyValues(tx);
      const roundOn = lastRound(await this.staff.today(tx), value<string[]>('oc.rotation.roundDates'));
      const taken = () => refuse.conflict('round_open', { zh: `${roundOn} 的轮次已经开始`, en: `The round of ${roundOn} has begun` }, { clause: 'OC-4.3' });
      const round = await tx.insert(RotationRound, { tenantId: tx.tenantId, id: newId(), version: 1, departmentUnitId, roundOn, status: 'open', openedAt: tx.now, openedBy: ctx.userName, closedAt: null, closedBy: null }).catch(whenTaken(taken));
      await tx.sql(TAKE_UP, [tx.tenantId, departmentUnitId, round.id]);
      const standing = new Set((await tx.sql<{ postingId: string }>(STANDING, [tx.tenantId, departmentUnitId])).map((p) => p.postingId));
      const postings = (await this.postings.active(tx, { departmentUnitId })).filter(({ id }) => !standing.has(id));
      const people = await this.staff.named(tx, postings.map((p) => p.staffId));
      const tenures = await this.postingPages.tenures(tx, postings);
      await this.add(tx, postings.flatMap((posting) => {
        const from = tenures.get(posting.id)!.map((t) => t.from).toSorted();
        return isFull(from, roundOn, value<number>('oc.tenure.maxMonths')) ? [{ posting, userId: people.get(posting.staffId)!.userId, rule: 'full_year' as const, reason: `在一个地区满一年：${from[0]} 起`, proposedBy: 'Luyue', roundId: round.id }] : [];
      }));
      return (await this.roundViews(tx, [round]))[0]!;
    });
  }

  /** Others with half a year, or who do not fit the region. Throws 400 for a half year that is none yet, 409 for who is proposed so already. */
  propose(ctx: Context, { postingId, rule, reason, regionIds = [] }: ProposeMove): Promise<RotationProposalView> {
    permit(ctx, 'rotation.write');
    return this.database.write(ctx, async (tx) => {
      const posting = await this.postings.mentioned(tx, postingId);
      permit(ctx, 'rotation.write', posting.departmentUnitId);
      if (posting.status !== 'active') throw refuse.conflict('not_active', { zh: '这次派驻已在交接', en: 'The posting is being handed over' }, { clause: 'OC-4.3', allowed: ['active'] });
      await this.regions.staffed(tx, regionIds, await this.staff.today(tx));
      if (rule === 'half_year' && (await this.handovers.protectedOf(tx, [posting], await this.staff.today(tx))).has(postingId)) throw refuse.field('rule', 'protected', { zh: '还没满半年', en: 'not half a year yet' }, 'OC-4.1');
      if ((await tx.rows(RotationProposal, OPEN_OF_POSTING, [tx.tenantId, postingId])).some((row) => row.rule === rule)) throw refuse.conflict('proposed', { zh: '已经这样提名', en: 'Proposed so already' }, { clause: 'OC-4.3' });
      const { userId } = await this.staff.read(tx, posting.staffId);
      return (await this.views(tx, await this.add(tx, [{ posting, userId, rule, reason, regionIds, proposedBy: ctx.userName }])))[0]!;
    });
  }

  /** Where to, and what the person is to improve. Throws 409 for what is decided. */
  change(ctx: Context, id: string, version: number, { regionIds, improvementNote }: ChangeProposal): Promise<RotationProposalView> {
    permit(ctx, 'rotation.write');
    return this.database.write(ctx, async (tx) => {
      const row = await this.lock(tx, id, 'rotation.write');
      matchVersion(row, version);
      if (row.status !== 'proposed') throw refuse.conflict('decided', { zh: '已经决定', en: 'It is decided' }, { clause: 'OC-4.3', allowed: ['proposed'] });
      if (regionIds) await this.regions.staffed(tx, regionIds, await this.staff.today(tx));
      await tx.update(RotationProposal, row, { toRegionIds: regionIds ?? row.toRegionIds, improvementNote: improvementNote ?? row.improvementNote });
      return (await this.views(tx, [row]))[0]!;
    });
  }

  /** For the deciding; asks `permission` for the proposal's department. */
  async lock(tx: Tx, id: string, permission: string): Promise<RotationProposal> {
    const row = await tx.lock(RotationProposal, id, PROPOSAL);
    permit(tx.ctx, permission, row.departmentUnitId);
    return row;
  }

  /** Writes down what headquarters decided. */
  async decided(tx: Tx, row: RotationProposal, decision: ProposalDecision): Promise<void> { await tx.update(RotationProposal, row, { decision }); }

  async settle(tx: Tx, row: RotationProposal, to: ProposalStatus, patch: Partial<RotationProposal> = {}): Promise<void> {
    if (!proposalMoves[row.status].includes(to)) throw refuse.transition(row.status, to, [...proposalMoves[row.status]], 'OC-4.3');
    await tx.update(RotationProposal, row, { ...patch, status: to });
  }

  async views(tx: Tx, rows: RotationProposal[]): Promise<RotationProposalView[]> {
    // Protection is lost while a proposal waits: by a major mistake, and by the months.
    const open = rows.filter((r) => r.status === 'proposed').map((r) => ({ id: r.postingId, staffId: r.staffId }));
    const [kept, postings] = await Promise.all([this.handovers.protectedOf(tx, open, await this.staff.today(tx)), this.postings.ofIds(tx, open.map((p) => p.id))]);
    const isKept = (postingId: string): boolean => kept.has(postingId) && !postings.get(postingId)?.majorMistake;
    const [names, regions, owed, people] = await Promise.all([this.staff.named(tx, rows.map((r) => r.staffId)), this.regions.named(tx, rows.flatMap((r) => r.toRegionIds)), this.ledger.ofSubjects(tx, rows.map((r) => r.id)), this.ledger.people(tx)]);
    return rows.map((row) => {
      const { id, version, roundId, postingId, staffId, rule, reason, rank, toRegionIds, improvementNote, proposedBy, status, decision } = row;
      return {
        id, version, roundId, postingId, staffId, staffName: names.get(staffId)?.name ?? '', rule, reason, rank, toRegionIds, toRegions: toRegionIds.map((regionId) => regions.get(regionId)?.name ?? ''), protected: status === 'proposed' ? isKept(postingId) : row.protected, improvementNote,
        proposedAt: row.proposedAt.toISOString(), proposedBy, status, decision, obligations: (owed.get(id) ?? []).map((o) => obligationView(o, tx.now, people)),
      };
    });
  }

  async roundViews(tx: Tx, rounds: RotationRound[]): Promise<RotationRoundView[]> {
    const counts = new Map((await tx.sql<{ roundId: string; proposals: number; undecided: number }>(COUNTS, [tx.tenantId, rounds.map((r) => r.id)])).map((c) => [c.roundId, c]));
    return rounds.map(({ id, version, departmentUnitId, roundOn, status, openedAt, openedBy, closedAt, closedBy }) => ({
      id, version, departmentUnitId, roundOn, status, openedAt: openedAt.toISOString(), openedBy, closedAt: closedAt?.toISOString() ?? null, closedBy, proposals: counts.get(id)?.proposals ?? 0, undecided: counts.get(id)?.undecided ?? 0,
    }));
  }

  /** Proposals of one department, each with its rank and its obligation; as many questions for a hundred as for one. */
  private async add(tx: Tx, made: NewProposal[]): Promise<RotationProposal[]> {
    if (!made.length) return [];
    const { departmentUnitId } = made[0]!.posting;
    const postings = made.map((each) => each.posting);
    const [ranks, kept, names, { users }] = await Promise.all([
      this.rankings.last(tx, departmentUnitId), this.handovers.protectedOf(tx, postings, await this.staff.today(tx)), this.staff.named(tx, postings.map((p) => p.staffId)), this.directory.holders(tx, 'channel_headquarters', departmentUnitId),
    ]);
    const rows = made.map(({ posting, userId, rule, reason, regionIds = [], scorePeriod = null, roundId = null, proposedBy }): RotationProposal => ({
      tenantId: tx.tenantId, id: newId(), version: 1, departmentUnitId, roundId, postingId: posting.id, staffId: posting.staffId, rule, reason, scorePeriod, rank: ranks.get(userId) ?? null, toRegionIds: regionIds, protected: kept.has(posting.id) && !posting.majorMistake,
      improvementNote: null, proposedAt: tx.now, proposedBy, status: 'proposed', decision: null,
    }));
    await tx.insertAll(RotationProposal, rows);
    await this.obligations.open(tx, rows.flatMap((row) => dutiesOfProposal({ proposedAt: tx.now }).map((duty) => ({
      ...duty, subject: { type: 'rotation_proposal', id: row.id, number: names.get(row.staffId)!.name, title: `调整提名：${row.reason}` }, unitId: departmentUnitId, userId: users.length === 1 ? users[0]!.id : null,
    }))));
    return rows;
  }

  private async withdraw(tx: Tx, row: RotationProposal, why: string): Promise<void> {
    await this.settle(tx, row, 'withdrawn');
    await this.obligations.cancel(tx, { subjectId: row.id, clauses: ['OC-4.3'] }, why);
  }
}
