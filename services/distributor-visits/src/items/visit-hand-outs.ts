import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Numbers, type Tx } from '@luyue/platform';
import { type RecordedFact, type VisitFacts, type VisitRecordHandler, VisitSeams } from '../visit-seams.ts';
import { bodyOf } from '../visits/visit-bodies.ts';
import { HandOuts } from './hand-outs.ts';
import { HandOutWords } from './items.http.ts';

/** What is handed out on a visit (DV-3.3f): out of the unit's stock and budget as anywhere else; what they do not hold is refused with the record. */
@Injectable()
export class VisitHandOuts implements VisitRecordHandler, OnModuleInit {
  constructor(private readonly seams: VisitSeams, private readonly handOuts: HandOuts, private readonly numbers: Numbers) {}

  onModuleInit(): void { this.seams.handle('hand_out', this); }

  async record(tx: Tx, { id: visitId, customerId, unitId }: VisitFacts, { id, body, at }: RecordedFact): Promise<void> {
    const words = await bodyOf(HandOutWords, body);
    await this.handOuts.add(tx, words, { id, customerId, unitId, visitId, applicationId: null, at, number: await this.numbers.within(tx, 'FF') });
  }
}
