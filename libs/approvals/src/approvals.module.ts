import { type DynamicModule, Module } from '@nestjs/common';
import { ApprovalDesk } from './approval-desk.ts';
import { ApprovalList } from './approval-list.ts';
import { APPROVAL_LISTENERS, APPROVAL_SETTINGS, type ApprovalListener, type ApprovalOptions, settingsOf } from './approval-options.ts';
import { Approvals } from './approvals.ts';
import { approvalsHttp } from './approvals.http.ts';
import { Chains } from './chains.ts';
import { Delegations } from './delegations.ts';
import { Seats } from './seats.ts';
import { TimeOuts } from './time-outs.ts';

/** What rooms use. Apart from the routes, so that a room can use it and be told of withdrawals without a circle. */
@Module({})
class ApprovalsCore {
  static of(context: string, options: ApprovalOptions): DynamicModule {
    return {
      module: ApprovalsCore, global: true, providers: [{ provide: APPROVAL_SETTINGS, useValue: settingsOf(context, options) }, Approvals, ApprovalList, Chains, Delegations, Seats, TimeOuts],
      exports: [Approvals, ApprovalList, Chains, Delegations, APPROVAL_SETTINGS],
    };
  }
}

/** Approvals in the database of the service that imports this; `context` is its bounded context. */
@Module({})
export class ApprovalsModule {
  static forRoot(context: string, options: ApprovalOptions): DynamicModule {
    return {
      module: ApprovalsModule, imports: [ApprovalsCore.of(context, options), ...(options.imports ?? [])], controllers: approvalsHttp(context),
      providers: [ApprovalDesk, { provide: APPROVAL_LISTENERS, useFactory: (...found: ApprovalListener[]) => found, inject: options.listeners ?? [] }],
    };
  }
}
