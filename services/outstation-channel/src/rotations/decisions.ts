import { Injectable } from '@nestjs/common';
import { Obligations, RecurringDuties } from '@luyue/obligations';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import { Handovers } from '../postings/handovers.ts';
import { Postings } from '../postings/postings.service.ts';
import { RotationRound, type RotationProposal } from './rotation.entity.ts';
import type { DecideProposal, RotationProposalView, RotationRoundView } from './rotations.http.ts';
import { Rotations } from './rotations.service.ts';

/** Headquarters consider and decide each proposal, and with the last one the round (OC-4.3). */
@Injectable()
export class Decisions {
  constructor(
    private readonly database: TenantDatabase, private readonly obligations: Obligations, private readonly duties: RecurringDuties, private readonly rotations: Rotations, private readonly postings: Postings, private readonly handovers: Handovers,
  ) {}

  /**
   * A move begins the handover and opens the posting where it leads to; keeping leaves all as it is. Throws 400 naming OC-4.3 without a reason or a move without its day and place, 422 naming OC-4.1 for who is
   * protected, 409 for what is decided.
   */
  decide(ctx: Context, id: string, body: DecideProposal): Promise<RotationProposalView> {
    permit(ctx, 'rotation.decide');
    return this.database.write(ctx, async (tx) => {
      const row = await this.rotations.lock(tx, id, 'rotation.decide');
      const { decision, text } = body;
      if (!text) throw refuse.field('text', 'required', { zh: decision === 'keep' && row.rule === 'full_year' ? '满一年仍留任要写理由' : '决定要写理由', en: decision === 'keep' && row.rule === 'full_year' ? 'keeping somebody past a year needs its reason' : 'a decision needs its reason' }, 'OC-4.3');
      // First, so that the end of the posting withdraws the other proposals and not this one.
      await this.rotations.settle(tx, row, decision === 'move' ? 'moved' : 'kept');
      const newPostingId = decision === 'move' ? await this.move(tx, row, text, body) : null;
      await this.rotations.decided(tx, row, { text, on: decision === 'move' ? body.on! : null, newPostingId, by: ctx.userName, at: tx.now.toISOString() });
      await this.obligations.meet(tx, { subjectId: id, clauses: ['OC-4.3'] }, { at: tx.now, note: decision === 'move' ? '决定调动' : '决定留任', evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text }] });
      return (await this.rotations.views(tx, [row]))[0]!;
    });
  }

  /** Meets the half year's round. Throws 409 while a proposal is undecided. */
  close(ctx: Context, id: string): Promise<RotationRoundView> {
    permit(ctx, 'rotation.decide');
    return this.database.write(ctx, async (tx) => {
      const round = await tx.lock(RotationRound, id, { zh: '轮次', en: 'round' });
      permit(ctx, 'rotation.decide', round.departmentUnitId);
      if (round.status !== 'open') throw refuse.transition(round.status, 'closed', [], 'OC-4.3');
      const [{ undecided }] = (await this.rotations.roundViews(tx, [round])) as [RotationRoundView];
      if (undecided) throw refuse.conflict('undecided', { zh: `还有 ${undecided} 项提名没有决定`, en: `${undecided} proposals are undecided` }, { clause: 'OC-4.3' });
      await tx.update(RotationRound, round, { status: 'closed', closedAt: tx.now, closedBy: ctx.userName });
      await this.duties.complete(tx, { subjectId: round.departmentUnitId, clauseId: 'OC-4.3', strand: 'round', on: round.roundOn }, { at: tx.now, note: `${round.roundOn} 轮次决定完毕`, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: '总部决定完毕' }] });
      return (await this.rotations.roundViews(tx, [round]))[0]!;
    });
  }

  private async move(tx: Tx, row: RotationProposal, reason: string, { on, regionIds = row.toRegionIds, takerUserId }: DecideProposal): Promise<string> {
    if (!on) throw refuse.field('on', 'required', { zh: '调动要写日期', en: 'a move needs its day' }, 'OC-4.3');
    if (!regionIds.length) throw refuse.field('regionIds', 'required', { zh: '调动要写去向', en: 'a move needs where to' }, 'OC-4.3');
    await this.handovers.move(tx, 'rotation.decide', row.postingId, { on, reason, takerUserId });
    return (await this.postings.openIn(tx, 'rotation.decide', { staffId: row.staffId, regionIds, startsOn: on })).id;
  }
}
