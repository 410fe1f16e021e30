import { Inject, Injectable } from '@nestjs/common';
import { type AskedRecipient, make, MessageRequested, type MessageSettled } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import { newId } from '@luyue/kernel';
import { refuse, type Tx } from '@luyue/platform';
import { AssembledReport, ReportMail } from './assembled.entity.ts';
import { AssembledReports, entry } from './assembled-reports.ts';
import { digest } from './assembled.rules.ts';
import { deliveredAt, enter, type OwedMail } from './mail-results.rules.ts';

/** Token: the bounded context that asks for the e-mails. */
export const REPORT_CONTEXT = Symbol('report-context');

/** Whom it goes to; `name` is how people know them: a person's name, or the role's. */
export type MailTo = { key: string; name: string } & ({ userId: string } | { role: string; unitId: string });
export interface MailOf {
  to: MailTo[];
  /** R16: to a vacant role it is recorded as vacant and holds nothing up. */
  copies: MailTo[];
  /** Copies for whom nobody can be named, by key and name: recorded as vacant at once. */
  vacant?: { key: string; name: string }[];
  /** The report's page in the console, from `/`. */
  link: string;
  /** Of the obligation that it belongs to (R23). */
  obligationId?: string | null;
  dueAt?: Date | null;
}

/** How long a value of a notice may be. */
const LONGEST = 500;

/** Submissions sent by e-mail, with the result of each recipient as evidence (PF-13, R16, R22). */
@Injectable()
export class ReportMails {
  constructor(private readonly reports: AssembledReports, private readonly directory: Directory, @Inject(REPORT_CONTEXT) private readonly context: string) {}

  /** Sends the latest submission in the transaction of the fact. Answers the message's id. Throws 409 for a report that its author has. */
  async send(tx: Tx, report: AssembledReport, { to, copies, vacant = [], link, obligationId = null, dueAt = null }: MailOf): Promise<string> {
    const kind = this.reports.kindOf(report.kind);
    if (report.status !== 'submitted' && report.status !== 'accepted') throw refuse.conflict('report_not_submitted', { zh: '报告还没有提交', en: 'The report is not submitted' }, { clause: kind.clauseId, allowed: ['submitted'] });
    const id = newId();
    const asked = [...to.map((each) => recipient(each, false)), ...copies.map((each) => recipient(each, true))];
    const nobody: OwedMail[] = vacant.map(({ key, name }) => ({ ...owed(key, name, true), result: 'vacant', at: tx.now.toISOString(), fulfilledAt: tx.now.toISOString() }));
    const list = [...to.map(({ key, name }) => owed(key, name, false)), ...copies.map(({ key, name }) => owed(key, name, true)), ...nobody];
    await tx.insert(ReportMail, { tenantId: tx.tenantId, id, version: 1, reportId: report.id, round: report.round, requestedAt: tx.now, requestedBy: tx.ctx.userName, owed: list, completeAt: asked.length ? null : deliveredAt(list) });
    const [sections, units] = await Promise.all([this.reports.sections(tx, report), this.directory.units(tx)]);
    if (asked.length) {
      tx.publish(make(MessageRequested, {
        messageId: id, context: this.context, unitId: report.unitId, subject: { type: report.kind, id: report.id, number: report.number, title: report.title, place: null }, clauseId: kind.clauseId, obligationId, dueAt: dueAt?.toISOString() ?? null,
        urgent: false, link, kind: 'report_sent', values: { matter: kind.title, from: report.authorName, unit: units.get(report.unitId)?.name ?? '', contents: digest(sections, LONGEST) }, to: asked,
      }));
    }
    await tx.update(AssembledReport, report, { entries: [...report.entries, entry(tx, report.round, 'mailed', list.map(({ name }) => name).join('、'))] });
    return id;
  }

  /** Tells its author in the inbox what became of it: it came back, or somebody says something to it. Nobody is told what they did themselves. */
  tellAuthor(tx: Tx, { kind, id, number, title, unitId, authorId }: AssembledReport, what: 'report_returned' | 'report_commented', text: string, link: string): void {
    if (authorId === tx.ctx.userId) return;
    const { clauseId, title: matter } = this.reports.kindOf(kind);
    tx.publish(make(MessageRequested, {
      messageId: newId(), context: this.context, unitId, subject: { type: kind, id, number, title, place: null }, clauseId, obligationId: null, dueAt: null, urgent: false, link, kind: what,
      values: { matter, by: tx.ctx.userName, text: text.slice(0, LONGEST) }, to: [{ key: 'author', person: 'user', userId: authorId, channels: ['inapp'], copy: false }],
    }));
  }

  /** Enters a result; null for a message that is no report's, or says nothing new. The service's one handler of `MessageSettled` passes each on. */
  async settled(tx: Tx, event: MessageSettled): Promise<ReportMail | null> {
    if (event.context !== this.context) return null;
    const mail = await tx.find(ReportMail, event.messageId, { lock: true });
    if (!mail) return null;
    const after = enter(mail.owed, event);
    return after === mail.owed ? null : tx.update(ReportMail, mail, { owed: after, completeAt: mail.completeAt ?? deliveredAt(after) });
  }
}

const owed = (key: string, name: string, copy: boolean): OwedMail => ({ key, name, channel: 'email', copy, result: null, version: 0, reason: null, levelsUp: 0, at: null, fulfilledAt: null });
const recipient = (to: MailTo, copy: boolean): AskedRecipient =>
  ('userId' in to ? { key: to.key, person: 'user', userId: to.userId, channels: ['email'], copy } : { key: to.key, person: 'role', role: to.role, unitId: to.unitId, channels: ['email'], copy });
