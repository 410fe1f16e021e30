import { Injectable, Module } from '@nestjs/common';
import type { EntityTarget } from 'typeorm';
import { ApprovalList, type ApprovalRequest, Approvals, type ApprovalView, type Step } from '@luyue/approvals';
import { refuse, type Text, type Tx, type Versioned } from '@luyue/platform';

/** Whoever looks after the channel of the department that asks. */
const CHANNEL: Step = { roles: ['channel_engineer', 'channel_manager', 'channel_lead'], mode: 'any' };

/** What of the channel others approve (PF-12). Travel is headquarters' to approve, whatever a company puts before that (OC-3.1.4b). */
export const CHANNEL_MATTERS = {
  spare_application: { title: { zh: '备件申请', en: 'Spare application' }, chain: [CHANNEL] },
  spare_return: { title: { zh: '返厂申请', en: 'Return to the factory' }, chain: [CHANNEL] },
  spare_loan: { title: { zh: '备用机借用', en: 'Loan of a spare unit' }, chain: [CHANNEL] },
  replacement: { title: { zh: '换新申请', en: 'Replacement' }, chain: [CHANNEL] },
  business_trip: { title: { zh: '差旅申请', en: 'Business trip' }, chain: [{ roles: ['channel_headquarters'], mode: 'any' as const }], kept: true },
};
export type ChannelMatter = keyof typeof CHANNEL_MATTERS;

/** What an approver says; a refusal has its reason in `note`. */
export interface Say { decision: 'approved' | 'refused'; note?: string }

/** What is asked for, as its room keeps it. */
interface Application { id: string; number: string; departmentUnitId: string; requestId: string | null }

/** Applications of the channel on their chains: who has a say is the chain's to know, delegates included, and nobody decides their own (PF-12). */
@Injectable()
export class ChannelApprovals {
  constructor(private readonly approvals: Approvals, private readonly rounds: ApprovalList) {}

  /** Asks, from the department upwards. Throws 422 `step_vacant` where nobody could decide. */
  async submit(tx: Tx, matter: ChannelMatter, { id, number, departmentUnitId }: Omit<Application, 'requestId'>, title: string): Promise<string> {
    return (await this.approvals.submit(tx, { matter, subject: { type: matter, id, number, title }, unitId: departmentUnitId, amount: null })).id;
  }

  /** The end of it, or null while another step is to decide. Throws 400 naming `clause` for a refusal without a reason, 403 for whoever has no say, 422 for the maker and the maker's delegate. */
  async decide(tx: Tx, { requestId }: Pick<Application, 'requestId'>, { decision, note }: Say, clause: string): Promise<ApprovalRequest | null> {
    if (decision === 'refused' && !note) throw refuse.field('note', 'required', { zh: '不批要写理由', en: 'a refusal needs its reason' }, clause);
    const request = await this.approvals.decide(tx, requestId!, decision === 'refused' ? { return: note! } : { approve: true, ...(note && { note }) });
    return request.status === 'pending' ? null : request;
  }

  async withdraw(tx: Tx, { requestId }: Pick<Application, 'requestId'>): Promise<void> { await this.approvals.withdraw(tx, requestId!); }

  /** The chain of each, for the pages of its room. */
  ofSubjects(tx: Tx, ids: readonly string[]): Promise<Map<string, ApprovalView[]>> { return this.rounds.ofSubjects(tx, ids); }
}

/** A room's application taken back on the page of approvals; what is of another matter is none of the room's. Throws what `mayMove` throws where it is too late. */
export async function takenBack<R extends Versioned & { status: string }>(tx: Tx, { matter, subjectId }: ApprovalRequest, own: ChannelMatter, { entity, what, mayMove }: { entity: EntityTarget<R>; what: Text; mayMove: (from: R['status'], to: 'withdrawn') => void }): Promise<void> {
  if (matter !== own) return;
  const row = await tx.lock(entity, subjectId, what);
  mayMove(row.status, 'withdrawn');
  await tx.update(entity, row, { status: 'withdrawn' } as Partial<R>);
}

@Module({ providers: [ChannelApprovals], exports: [ChannelApprovals] })
export class ChannelApprovalsModule {}
