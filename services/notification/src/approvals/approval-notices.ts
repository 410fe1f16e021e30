import { Injectable } from '@nestjs/common';
import type { ApprovalDecided, ApprovalPassedOn, ApprovalReminded, ApprovalRequested, ApprovalWithdrawn } from '@luyue/contracts';
import { Directory, type DirectoryUser } from '@luyue/directory';
import { Money } from '@luyue/kernel';
import type { Text, Tx } from '@luyue/platform';
import { Notices, type Told } from '../inbox/notices.ts';
import { Hints } from '../stream/hints.ts';

type Asked = ApprovalRequested | ApprovalPassedOn | ApprovalReminded;
const LIST = '/approvals';
const OUTCOME = { approved: { zh: '已通过', en: 'approved' }, returned: { zh: '已退回', en: 'returned' } } as const;

/** Who is told what of an approval (PF-12): those who may decide a step, delegates included, and in the end whoever asked. */
@Injectable()
export class ApprovalNotices {
  constructor(private readonly notices: Notices, private readonly directory: Directory, private readonly hints: Hints) {}

  /** A step has begun, or went on to others: its approvers learn of it, and on a reminder once more. */
  async asked(tx: Tx, e: Asked, kind: 'approval_requested' | 'approval_reminded'): Promise<void> {
    await this.changed(tx, e);
    await this.tell(tx, e.approverIds, { kind, values: valuesOf(e), link: LIST });
  }

  /** The maker learns how it ended; a step in between is nobody's news, for the next one asks by itself. */
  async decided(tx: Tx, e: ApprovalDecided): Promise<void> {
    await this.changed(tx, e);
    if (e.status !== 'approved' && e.status !== 'returned') return;
    await this.tell(tx, [e.makerId], { kind: 'approval_decided', values: { ...valuesOf(e), by: e.byName, outcome: OUTCOME[e.status], reason: e.reason ?? '' }, link: `${LIST}?list=mine` });
  }

  /** Open pages of the unit that asked, and of the maker's own: a station sees no further than itself. */
  async changed(tx: Tx, { requestId, unitId, makerId, at }: Asked | ApprovalDecided | ApprovalWithdrawn): Promise<void> {
    const own = (await this.directory.users(tx)).get(makerId)?.unitId ?? unitId;
    await this.hints.changed(tx, [...new Set([unitId, own])].map((unit) => ({ topic: 'approval', id: requestId, unitId: unit, at })));
  }

  /** Who may decide is the approval's to say (R16): nobody is put in anybody's place here. */
  private async tell(tx: Tx, userIds: string[], told: Told): Promise<void> {
    const users = await this.directory.users(tx);
    const people = userIds.map((id) => users.get(id)).filter((user) => user?.active === true) as DirectoryUser[];
    if (people.length) await this.notices.send(tx, { ...told, clauseId: 'PF-12', to: { people: people.map(({ id, name, unitId }) => ({ id, name, unitId })), vacant: null } });
  }
}

const valuesOf = (e: Asked | ApprovalDecided): { number: string; title: string; matter: Text; amount: Text | string; from: string } => ({
  number: e.subjectNumber, title: e.subjectTitle, matter: e.matterTitle, amount: e.amount === null ? { zh: '不涉及金额', en: 'no amount' } : `¥${Money.parse(e.amount).text}`, from: e.makerName,
});
