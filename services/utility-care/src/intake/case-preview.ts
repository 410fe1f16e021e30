import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { computeDeadline, startClock, WorkCalendar } from '@luyue/kernel';
import { labelOf } from '@luyue/obligations';
import { permit, TenantDatabase, type Context } from '@luyue/platform';
import { clockSpec, parameter, resolvePolicy } from '@luyue/regulations';
import { Intake } from './intake.entity.ts';
import type { CasePreviewView, PreviewClock } from './intake.http.ts';
import { dutiesOfReceipt } from './intake.rules.ts';
import { OpenCase, type OpenCaseRequest } from './open-case.ts';

export interface PreviewRequest { kind: OpenCaseRequest['kind']; faultScope?: 'network' | 'equipment'; accountId?: string; intakeId?: string; agreedWindow?: { from: string; to: string; agreedBy: string } }

const UNITS: Record<string, { zh: string; en: string }> = { minutes: { zh: '分钟', en: 'min' }, hours: { zh: '小时', en: 'h' }, days: { zh: '天', en: 'days' } };

/** Shows, before saving, which clocks a case would start and what it might double. */
@Injectable()
export class CasePreview {
  constructor(private readonly database: TenantDatabase, private readonly directory: Directory, private readonly openCase: OpenCase) {}

  preview(ctx: Context, request: PreviewRequest): Promise<CasePreviewView> {
    permit(ctx, 'case.open');
    return this.database.read(ctx, async (tx) => {
      const intake = request.intakeId ? await tx.find(Intake, request.intakeId) : null;
      // Nothing chosen yet but "repair": no clock can be named, and that is no mistake while the form is being filled.
      const incomplete = request.kind === 'repair' && !request.faultScope;
      const duties = incomplete ? [] : dutiesOfReceipt(this.openCase.facts(request, intake?.receivedAt ?? tx.now));
      const policies = await this.directory.policies(tx);
      const calendar = new WorkCalendar([], {});
      const clocks = duties.map((duty): PreviewClock => {
        const rung = resolvePolicy(duty.parameter, policies.get(duty.parameter) ?? [], duty.startedAt);
        const { dueAt } = computeDeadline(startClock(clockSpec(duty.parameter, rung.value), duty.startedAt), calendar);
        const agreed = duty.clauseId === 'UC-7.4' && request.agreedWindow ? new Date(request.agreedWindow.to) : null;
        const unit = UNITS[parameter(duty.parameter).unit];
        return {
          clauseId: duty.clauseId, label: labelOf(duty.clauseId, duty.parameter), parameterKey: duty.parameter, policyVersion: rung.version, starts: 'now', dueAt: (agreed ?? dueAt)?.toISOString() ?? null,
          amountText: { zh: agreed ? '约定时段末' : `${String(rung.value)} ${unit?.zh ?? ''}内`, en: agreed ? 'end of the agreed window' : `within ${String(rung.value)} ${unit?.en ?? ''}` },
        };
      });
      const later: PreviewClock[] = request.kind === 'consultation' ? [] : [{ clauseId: 'UC-16b', label: labelOf('UC-16b', 'uc.callback.withinDays'), parameterKey: 'uc.callback.withinDays', policyVersion: null, starts: 'later', dueAt: null, amountText: { zh: '结案后定，抽样', en: 'after closing, by sample' } }];
      return { clocks: [...clocks, ...later], duplicates: await this.openCase.duplicates(tx, request.kind, request.accountId) };
    });
  }
}
