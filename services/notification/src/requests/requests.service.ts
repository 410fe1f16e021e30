import { Injectable } from '@nestjs/common';
import type { AskedRecipient, MessageRequested } from '@luyue/contracts';
import { Directory } from '@luyue/directory';
import type { Tx } from '@luyue/platform';
import { Notices } from '../inbox/notices.ts';
import { RecipientFinder } from '../inbox/recipients.ts';
import { Results } from '../results/results.service.ts';
import { saidOf } from '../texts/notice-texts.ts';
import { checkRequest, type Found, lettersOf, linkOf, missingOf, owedOf, valuesOf } from './requests.rules.ts';

/** Messages that other contexts ask for (PF-13): written to everybody they name, with a result for each recipient and channel (R22). */
@Injectable()
export class Requests {
  constructor(private readonly directory: Directory, private readonly recipients: RecipientFinder, private readonly notices: Notices, private readonly results: Results) {}

  /**
   * Writes the message in the transaction of its event, once for each message id. Throws for a kind, value, unit or user that there is not, so that
   * nothing is written and the request becomes a dead letter.
   */
  async requested(tx: Tx, e: MessageRequested): Promise<void> {
    if (await this.results.known(tx, e.messageId)) return;
    checkRequest(e);
    const said = saidOf(e.kind, valuesOf(e));
    await this.checkUnit(tx, e.unitId);
    const found: Found[] = [];
    for (const asked of e.to) found.push(await this.find(tx, e.unitId, asked));
    await this.results.owe(tx, e, owedOf(found));
    await this.notices.tell(tx, {
      ...said, id: e.messageId, link: linkOf(e), urgent: e.urgent, dueAt: e.dueAt ? new Date(e.dueAt) : null, ...(e.clauseId && { clauseId: e.clauseId }),
    }, lettersOf(found), missingOf(found));
  }

  private async find(tx: Tx, unitId: string, asked: AskedRecipient): Promise<Found> {
    if (asked.person === 'role') return this.holders(tx, asked);
    if (asked.person === 'user') return this.user(tx, asked);
    const { key, name, phone = null, email = null, language } = asked;
    return { asked, people: [{ id: key, name, unitId, outside: { phone, email, language } }], levelsUp: 0, missing: null, reason: null };
  }

  /** R16: what is owed goes to the next one up, a copy to the role or to nobody. */
  private async holders(tx: Tx, asked: AskedRecipient & { person: 'role' }): Promise<Found> {
    const { role, unitId } = asked;
    await this.checkUnit(tx, unitId);
    const { people, vacant, levelsUp } = await (asked.copy ? this.recipients.copies(tx, role, unitId) : this.recipients.holders(tx, role, unitId));
    return { asked, people: people.map((p) => ({ ...p, vacant: vacant?.name ?? null })), levelsUp, missing: vacant && { name: vacant.name, unitId }, reason: null };
  }

  /** Somebody who has left is not written to; the asker hears it and knows who follows. */
  private async user(tx: Tx, asked: AskedRecipient & { person: 'user' }): Promise<Found> {
    const user = (await this.directory.users(tx)).get(asked.userId);
    if (!user) throw new Error(`to ${asked.key}: there is no user ${asked.userId}`);
    const { id, name, unitId, active } = user;
    return active
      ? { asked, people: [{ id, name, unitId }], levelsUp: 0, missing: null, reason: null }
      : { asked, people: [], levelsUp: 0, missing: { name: { zh: name, en: name }, unitId }, reason: 'the user has left' };
  }

  private async checkUnit(tx: Tx, id: string): Promise<void> {
    if (!(await this.directory.units(tx)).has(id)) throw new Error(`there is no org unit ${id}`);
  }
}
