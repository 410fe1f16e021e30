import { type DynamicModule, Module } from '@nestjs/common';
import { CalendarChanges } from './calendar-changes.ts';
import { ObligationList } from './obligation-list.ts';
import { OBLIGATION_CONTEXT, Obligations } from './obligations.ts';
import { obligationsHttp } from './obligations.http.ts';
import { BreachSweep } from './sweep.ts';

/** Obligations in the database of the service that imports this; `context` is its bounded context. */
@Module({})
export class ObligationsModule {
  static forRoot(context: string): DynamicModule {
    return {
      module: ObligationsModule, global: true, controllers: [obligationsHttp(context)],
      providers: [{ provide: OBLIGATION_CONTEXT, useValue: context }, Obligations, ObligationList, BreachSweep, CalendarChanges],
      exports: [Obligations, ObligationList, CalendarChanges, OBLIGATION_CONTEXT],
    };
  }
}
