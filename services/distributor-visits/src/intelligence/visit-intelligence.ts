import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Numbers, type Tx } from '@luyue/platform';
import { type RecordedFact, type VisitFacts, type VisitRecordHandler, VisitSeams } from '../visit-seams.ts';
import { bodyOf } from '../visits/visit-bodies.ts';
import { IntelligenceWords } from './intelligence.http.ts';
import { Intelligence } from './intelligence.service.ts';

/** What is heard of the market on a visit (DV-3.1d). */
@Injectable()
export class HeardOnVisits implements VisitRecordHandler, OnModuleInit {
  constructor(private readonly seams: VisitSeams, private readonly intelligence: Intelligence, private readonly numbers: Numbers) {}

  onModuleInit(): void { this.seams.handle('intelligence', this); }

  async record(tx: Tx, { id: visitId, customerId, unitId }: VisitFacts, { id, body, at }: RecordedFact): Promise<void> {
    const words = await bodyOf(IntelligenceWords, body);
    await this.intelligence.add(tx, words, { id, customerId, unitId, visitId, at, number: await this.numbers.within(tx, 'QB') });
  }
}
