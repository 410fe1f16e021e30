import { type DynamicModule, Module } from '@nestjs/common';
import { CalendarChanges } from './calendar-changes.ts';
import { ObligationList } from './obligation-list.ts';
import { OBLIGATION_CONTEXT, Obligations } from './obligations.ts';
import { obligationsHttp } from './obligations.http.ts';
import { PeriodOpener } from './recurring/period-opener.ts';
import { PeriodOpening } from './recurring/period-opening.ts';
import { RecurringDuties } from './recurring/recurring-duties.ts';
import { Rebasing } from './recurring/rebasing.ts';
import { rebasingsHttp } from './recurring/rebasings.http.ts';
import { BreachSweep } from './sweep.ts';

/** Obligations in the database of the service that imports this; `context` is its bounded context. With `recurring` periodic ones too. */
@Module({})
export class ObligationsModule {
  static forRoot(context: string, { recurring = false }: { recurring?: boolean } = {}): DynamicModule {
    return {
      module: ObligationsModule, global: true, controllers: [obligationsHttp(context), ...(recurring ? [rebasingsHttp(context)] : [])],
      providers: [{ provide: OBLIGATION_CONTEXT, useValue: context }, Obligations, ObligationList, BreachSweep, CalendarChanges, ...(recurring ? [PeriodOpening, PeriodOpener, RecurringDuties, Rebasing] : [])],
      exports: [Obligations, ObligationList, CalendarChanges, OBLIGATION_CONTEXT, ...(recurring ? [RecurringDuties] : [])],
    };
  }
}
