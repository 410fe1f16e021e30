import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Numbers, statement, type Tx } from '@luyue/platform';
import { mattersBy, type RecordedFact, type VisitFacts, type VisitRecordHandler, VisitSeams } from '../visit-seams.ts';
import { bodyOf } from '../visits/visit-bodies.ts';
import { OpinionWords } from './opinions.http.ts';
import { Opinions } from './opinions.service.ts';

const OPEN = statement('opinions_open_matters', `SELECT customer_id AS "customerId", 'opinion' AS kind, id, left(content, 100) AS title, raised_at AS since, NULL::timestamptz AS due FROM visit_opinion WHERE tenant_id = $1 AND customer_id = ANY ($2) AND status = 'open'`);

/** Opinions that are heard on a visit (DV-3.1c), and what a visit begins with: those still without an answer. */
@Injectable()
export class VisitOpinions implements VisitRecordHandler, OnModuleInit {
  constructor(private readonly seams: VisitSeams, private readonly opinions: Opinions, private readonly numbers: Numbers) {}

  onModuleInit(): void {
    this.seams.handle('opinion', this);
    this.seams.openMatters((tx, customerIds) => mattersBy(tx, OPEN, customerIds));
  }

  async record(tx: Tx, { id: visitId, customerId, unitId }: VisitFacts, { id, body, at }: RecordedFact): Promise<void> {
    const words = await bodyOf(OpinionWords, body);
    await this.opinions.add(tx, words, { id, customerId, unitId, visitId, at, number: await this.numbers.within(tx, 'YJ') });
  }
}
