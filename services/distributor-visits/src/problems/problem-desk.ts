import { Injectable } from '@nestjs/common';
import { Directory } from '@luyue/directory';
import { Obligations } from '@luyue/obligations';
import { type Context, permit, refuse, TenantDatabase, type Tx } from '@luyue/platform';
import type { TechnicalProblem } from './problem.entity.ts';
import type { AnswerProblem, EscalateProblem, ProblemView } from './problems.http.ts';
import { dutiesOfEscalation, problemMoves } from './problems.rules.ts';
import { Problems } from './problems.service.ts';

/** Major problems with the production or technical department (DV-7.2, reading 11). */
@Injectable()
export class ProblemDesk {
  constructor(private readonly database: TenantDatabase, private readonly problems: Problems, private readonly obligations: Obligations, private readonly directory: Directory) {}

  /** Opens DV-7.2, owned by the department. With one already it is passed on: another owner, the same clock. Throws 400 for the customer's own unit. */
  escalate(ctx: Context, id: string, { departmentUnitId, reason }: EscalateProblem): Promise<ProblemView> {
    permit(ctx, 'technicalProblem.work');
    return this.database.write(ctx, async (tx) => {
      const problem = await this.problems.lock(tx, id);
      permit(ctx, 'technicalProblem.work', problem.unitId);
      const { name } = await this.directory.unit(tx, departmentUnitId, 'departmentUnitId');
      if (departmentUnitId === problem.unitId) throw refuse.field('departmentUnitId', 'own_unit', { zh: '要交给生产或技术部门', en: 'goes to the production or technical department' }, 'DV-7.2');
      if (problem.status === 'escalated') await this.passOn(tx, problem, departmentUnitId, `${name}：${reason}`);
      else {
        await this.problems.move(tx, problem, 'escalated', 'escalated', `${name}：${reason}`, { departmentUnitId, escalatedAt: tx.now });
        const { number, title } = problem;
        await this.obligations.open(tx, dutiesOfEscalation({ escalatedAt: tx.now }).map((owed) => ({ ...owed, subject: { type: 'problem', id, number, title }, unitId: departmentUnitId })));
      }
      return this.problems.view(tx, problem);
    });
  }

  /** Meets DV-7.2; a workaround does, too. Throws 403 for whoever does not answer for the department. */
  answer(ctx: Context, id: string, { kind, content }: AnswerProblem): Promise<ProblemView> {
    return this.atDepartment(ctx, id, async (tx, problem) => {
      await this.problems.move(tx, problem, 'answered', kind === 'workaround' ? 'workaround' : 'answer', content);
      const text = kind === 'workaround' ? '临时办法' : '解决办法';
      await this.obligations.meet(tx, { subjectId: id, clauses: ['DV-7.2'] }, { at: tx.now, note: text, evidence: [{ kind: 'fact', at: tx.now.toISOString(), by: ctx.userName, text: `${text}：${content.slice(0, 200)}` }] });
    });
  }

  hold(ctx: Context, id: string, text: string): Promise<ProblemView> {
    return this.atDepartment(ctx, id, async (tx, problem) => {
      if (problem.status !== 'escalated') throw refuse.transition(problem.status, 'escalated', [...problemMoves[problem.status]], 'DV-7.2');
      await this.problems.step(tx, problem, 'holding', text);
    });
  }

  private async passOn(tx: Tx, problem: TechnicalProblem, departmentUnitId: string, text: string): Promise<void> {
    if (departmentUnitId === problem.departmentUnitId) throw refuse.field('departmentUnitId', 'there_already', { zh: '已经在这个部门', en: 'is with that department already' }, 'DV-7.2');
    await this.problems.step(tx, problem, 'handed_on', text, { departmentUnitId });
    await this.obligations.reassign(tx, { subjectId: problem.id, clauses: ['DV-7.2'] }, { unitId: departmentUnitId, userId: null });
  }

  private atDepartment(ctx: Context, id: string, work: (tx: Tx, problem: TechnicalProblem) => Promise<void>): Promise<ProblemView> {
    permit(ctx, 'technicalProblem.answer');
    return this.database.write(ctx, async (tx) => {
      const problem = await this.problems.lock(tx, id);
      permit(ctx, 'technicalProblem.answer', problem.departmentUnitId ?? problem.unitId);
      await work(tx, problem);
      return this.problems.view(tx, problem);
    });
  }
}
