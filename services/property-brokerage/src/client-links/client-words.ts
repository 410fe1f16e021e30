import { Injectable } from '@nestjs/common';
import { newId } from '@luyue/kernel';
import { Problem, refuse, statement, type Tx } from '@luyue/platform';
import type { DealParty } from '../deals/deal.entity.ts';
import { ClientWord } from './client-link.entity.ts';

/** Questions of one party in 24 hours. */
const MOST_QUESTIONS = 20;
const DAY_MS = 86_400_000;
const LATELY = statement('client_words_lately', `SELECT count(*)::int AS n FROM client_word WHERE tenant_id = $1 AND deal_id = $2 AND party_id = $3 AND kind = 'question' AND at > $4`);

/** What parties said on their pages, each for itself (PB-4.8). */
@Injectable()
export class ClientWords {
  /** The latest first. */
  of(tx: Tx, party: DealParty): Promise<ClientWord[]> {
    return tx.manager.createQueryBuilder(ClientWord, 'w').where('w.tenantId = :tenant AND w.dealId = :deal AND w.partyId = :party', { tenant: tx.tenantId, deal: party.dealId, party: party.id }).orderBy('w.at', 'DESC').addOrderBy('w.id', 'DESC').getMany();
  }

  /** Throws 429 for one question too many in a day. */
  async ask(tx: Tx, party: DealParty, text: string): Promise<void> {
    const [lately] = await tx.sql<{ n: number }>(LATELY, [tx.tenantId, party.dealId, party.id, new Date(tx.now.getTime() - DAY_MS)]);
    if (lately!.n >= MOST_QUESTIONS) throw new Problem({ status: 429, code: 'too_many_questions', title: { zh: '今天的提问已经很多，请直接给专员打电话', en: 'That is many questions for one day; please call your specialist' } });
    await this.say(tx, party, { kind: 'question', stepId: null, accompanied: null, text });
  }

  /** Whether the specialist was there, once for each step. Throws 409 for a second word. */
  async witness(tx: Tx, party: DealParty, stepId: string, accompanied: boolean, text: string): Promise<void> {
    if ((await this.of(tx, party)).some((w) => w.stepId === stepId)) throw refuse.conflict('already_said', { zh: '您已经确认过这一步', en: 'You have said so already' }, { clause: 'PB-4.8' });
    await this.say(tx, party, { kind: 'accompanied', stepId, accompanied, text });
  }

  private async say(tx: Tx, party: DealParty, said: Pick<ClientWord, 'kind' | 'stepId' | 'accompanied' | 'text'>): Promise<void> {
    await tx.insert(ClientWord, { tenantId: tx.tenantId, id: newId(), version: 1, dealId: party.dealId, partyId: party.id, name: party.name, at: tx.now, answer: null, answeredBy: null, answeredAt: null, ...said });
  }
}
