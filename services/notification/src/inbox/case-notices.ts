import { Injectable } from '@nestjs/common';
import type { AlarmRaised, CaseReportedMajor, CaseTransferRequested, WorkOrderChanged } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import type { Tx } from '@luyue/platform';
import { Hints } from '../stream/hints.ts';
import { localTime } from '../texts/notice-texts.ts';
import { Notices } from './notices.ts';
import { RecipientFinder } from './recipients.ts';

/** Who is told what of the cases of utility care (PF-13). */
@Injectable()
export class CaseNotices {
  constructor(private readonly notices: Notices, private readonly recipients: RecipientFinder, private readonly directory: Directory, private readonly hints: Hints) {}

  /** The technician learns of a new order; every change moves the open pages. */
  async workOrderChanged(tx: Tx, e: WorkOrderChanged, at: string): Promise<void> {
    await this.hints.changed(tx, [{ topic: 'work-order', id: e.workOrderId, unitId: e.unitId, at }]);
    if (e.change !== 'assigned' || !e.assigneeUserId) return;
    const to = await this.recipients.people(tx, [e.assigneeUserId], 'dispatcher', e.unitId);
    await this.notices.send(tx, { kind: 'work_order_assigned', values: { number: e.number, title: e.title, address: e.address }, link: `/cases/${e.caseId}`, to });
  }

  /** UC-5.1d: the rescue team is paged at once, also in quiet hours (R23). */
  async alarmRaised(tx: Tx, e: AlarmRaised): Promise<void> {
    const to = await this.recipients.people(tx, e.teamUserIds, 'rescue_team', e.unitId);
    const acceptBy = localTime(e.acceptBy, await this.directory.zone(tx));
    await this.notices.send(tx, { kind: 'alarm_raised', values: { number: e.number, title: e.title, address: e.address, acceptBy }, link: `/cases/${e.caseId}`, clauseId: 'UC-5.1d', to });
  }

  /** UC-5.1c: the leaders are to acknowledge the report. */
  async reportedMajor(tx: Tx, e: CaseReportedMajor): Promise<void> {
    const to = await this.recipients.people(tx, e.leaderUserIds, 'leader', e.unitId);
    await this.notices.send(tx, { kind: 'case_major', values: { number: e.number, title: e.title, address: e.address, reason: e.reason }, link: `/cases/${e.caseId}`, clauseId: 'UC-5.1c', to });
  }

  /** UC-16a: the complaint stays with its owner until the other accepts. Whoever is asked and has left meanwhile is not replaced. */
  async transferRequested(tx: Tx, e: CaseTransferRequested): Promise<void> {
    const asked = (await this.directory.users(tx)).get(e.toUserId);
    if (!asked?.active) return;
    await this.notices.send(tx, {
      kind: 'transfer_requested', values: { number: e.number, title: e.title, from: e.fromUserName, reason: e.reason }, link: `/cases/${e.caseId}`, clauseId: 'UC-16a', to: { people: [asked], vacant: null },
    });
  }
}
