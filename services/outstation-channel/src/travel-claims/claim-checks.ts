import { Injectable } from '@nestjs/common';
import { yuanText } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { Staff } from '../staff/staff.service.ts';
import { ClaimPages } from './claim-pages.ts';
import type { FindFalse, RefuseLine, TravelClaimView } from './claim-views.ts';
import { TravelClaim, TravelClaimLine } from './travel-claim.entity.ts';
import { checkedIn, lineMoves, penaltyFen, recovery } from './travel-claims.rules.ts';
import { amountOf, TravelClaims } from './travel-claims.service.ts';

/** Points off a month's score for a falsified line (OC-3.1.4b). */
export interface Falsified { staffId: string; lineId: string; deduction: number; text: string }
/** Says whether a person's score of a month is closed, and keeps it as it is until the transaction ends. */
export interface ScoredMonths { isClosed(tx: Tx, staffId: string, month: string): Promise<boolean> }

const FALSIFIED = statement('travel_claim_lines_falsified', `
  SELECT c.staff_id AS "staffId", l.id AS "lineId", (l.finding ->> 'deduction')::float8 AS deduction, l.on_date::text || ' ' || l.text AS text FROM travel_claim c JOIN travel_claim_line l ON l.tenant_id = $1 AND l.claim_id = c.id AND l.status = 'false'
  WHERE c.tenant_id = $1 AND coalesce(l.finding ->> 'scoreMonth', c.month) BETWEEN $2 AND $3 AND c.staff_id = ANY ($4) ORDER BY l.id`);

/** The desk looks at the lines: refuses what does not hold, and punishes what was falsified, in the reimbursement and in the score (OC-3.1.4b). */
@Injectable()
export class ClaimChecks {
  private scores: ScoredMonths | null = null;

  constructor(private readonly database: TenantDatabase, private readonly claims: TravelClaims, private readonly pages: ClaimPages, private readonly staff: Staff) {}

  /** The room of the scores says at its start that it is asked; it reads the falsified lines itself. */
  scoredBy(room: ScoredMonths): void { this.scores = room; }

  refuse(ctx: Context, claimId: string, lineId: string, { reason }: RefuseLine): Promise<TravelClaimView> {
    permit(ctx, 'travelClaim.settle');
    return this.onLine(ctx, claimId, lineId, 'refused', async () => ({ refusal: { code: 'refused', text: { zh: reason, en: reason }, by: ctx.userName } }));
  }

  /**
   * The line is refused, the penalty booked on the claim, the deduction taken in the score of the claim's month, or of today's where that one is closed. After the settlement the penalty and what was paid for the line are booked as
   * what is to be taken back. Throws 400 for a penalty that is none.
   */
  findFalse(ctx: Context, claimId: string, lineId: string, { proof, penalty, deduction }: FindFalse): Promise<TravelClaimView> {
    permit(ctx, 'travelClaim.settle');
    // Hundredths of yuan and of per cent alike.
    const value = amountOf(penalty.value, 'penalty.value').fen;
    return this.onLine(ctx, claimId, lineId, 'false', async (tx, line, claim) => {
      const fen = penaltyFen({ kind: penalty.kind, value }, BigInt(line.amountFen));
      const scoreMonth = (await this.scores?.isClosed(tx, claim.staffId, claim.month)) ? (await this.staff.today(tx)).slice(0, 7) : claim.month;
      return {
        finding: {
          proof, penaltyFen: fen.toString(), penaltyText: penalty.kind === 'amount' ? `${yuanText(value)} 元` : `${penalty.value}%`, deduction, by: ctx.userName, at: tx.now.toISOString(), scoreMonth,
          ...(claim.status === 'settled' && { recovery: await this.takeBack(tx, claim, line, fen) }),
        },
      };
    });
  }

  /** What falsified lines of these months cost these people in their score; one question. */
  falsified(tx: Tx, staffIds: string[], from: string, to: string): Promise<Falsified[]> { return tx.sql<Falsified & Record<string, unknown>>(FALSIFIED, [tx.tenantId, from, to, staffIds]); }

  private async takeBack(tx: Tx, claim: TravelClaim, { status, amountFen }: TravelClaimLine, penalty: bigint): Promise<{ paidFen: string; totalFen: string }> {
    const before = (await this.pages.lines(tx, [claim.id])).reduce((sum, { finding }) => sum + BigInt(finding?.recovery?.paidFen ?? 0), 0n);
    const { paid, total } = recovery({ status, fen: BigInt(amountFen) }, penalty, BigInt(claim.paidFen!) - before);
    await tx.update(TravelClaim, claim, { recoverFen: (BigInt(claim.recoverFen) + total).toString() });
    return { paidFen: paid.toString(), totalFen: total.toString() };
  }

  private onLine(ctx: Context, claimId: string, lineId: string, to: keyof typeof checkedIn, patch: (tx: Tx, line: TravelClaimLine, claim: TravelClaim) => Promise<Partial<TravelClaimLine>>): Promise<TravelClaimView> {
    return this.database.write(ctx, async (tx) => {
      const claim = await this.claims.lock(tx, claimId);
      const line = await tx.lock(TravelClaimLine, lineId, { zh: '单据行', en: 'line' });
      if (line.claimId !== claimId) throw refuse.notFound({ zh: '单据行', en: 'line' });
      if (!checkedIn[to].includes(claim.status)) {
        const text = to === 'false' ? { zh: '只能在寄出之后认定虚假', en: 'Vouchers are found false after they were posted' } : { zh: '只能审核寄出后、结算前的单据', en: 'Vouchers are checked between posting and settlement' };
        throw refuse.conflict('not_under_check', text, { clause: 'OC-3.1.4b', allowed: [...checkedIn[to]] });
      }
      if (!lineMoves[line.status].includes(to)) throw refuse.transition(line.status, to, [...lineMoves[line.status]], 'OC-3.1.4b');
      await tx.update(TravelClaimLine, line, { ...(await patch(tx, line, claim)), status: to });
      return this.pages.page(tx, claim);
    });
  }
}
