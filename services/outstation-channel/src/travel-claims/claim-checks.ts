import { Injectable } from '@nestjs/common';
import { yuanText } from '@luyue/kernel';
import { type Context, permit, refuse, statement, TenantDatabase, type Tx } from '@luyue/platform';
import { ClaimPages } from './claim-pages.ts';
import type { FindFalse, RefuseLine, TravelClaimView } from './claim-views.ts';
import { type TravelClaim, TravelClaimLine } from './travel-claim.entity.ts';
import { lineMoves, type LineStatus, penaltyFen } from './travel-claims.rules.ts';
import { amountOf, TravelClaims } from './travel-claims.service.ts';

/** Points off a month's score for a falsified line (OC-3.1.4b). */
export interface Falsified { staffId: string; lineId: string; deduction: number; text: string }

const FALSIFIED = statement('travel_claim_lines_falsified', `
  SELECT c.staff_id AS "staffId", l.id AS "lineId", (l.finding ->> 'deduction')::float8 AS deduction, l.on_date::text || ' ' || l.text AS text FROM travel_claim c JOIN travel_claim_line l ON l.tenant_id = $1 AND l.claim_id = c.id AND l.status = 'false'
  WHERE c.tenant_id = $1 AND c.month BETWEEN $2 AND $3 AND c.staff_id = ANY ($4) ORDER BY l.id`);

/** The desk looks at the lines: refuses what does not hold, and punishes what was falsified, in the reimbursement and in the score (OC-3.1.4b). */
@Injectable()
export class ClaimChecks {
  constructor(private readonly database: TenantDatabase, private readonly claims: TravelClaims, private readonly pages: ClaimPages) {}

  refuse(ctx: Context, claimId: string, lineId: string, { reason }: RefuseLine): Promise<TravelClaimView> {
    permit(ctx, 'travelClaim.settle');
    return this.onLine(ctx, claimId, lineId, 'refused', () => ({ refusal: { code: 'refused', text: { zh: reason, en: reason }, by: ctx.userName } }));
  }

  /** The line is refused, the penalty booked on the claim, the deduction taken in the score. Throws 400 for a penalty that is none. */
  findFalse(ctx: Context, claimId: string, lineId: string, { proof, penalty, deduction }: FindFalse): Promise<TravelClaimView> {
    permit(ctx, 'travelClaim.settle');
    // Hundredths of yuan and of per cent alike.
    const value = amountOf(penalty.value, 'penalty.value').fen;
    return this.onLine(ctx, claimId, lineId, 'false', (tx, line) => ({
      finding: { proof, penaltyFen: penaltyFen({ kind: penalty.kind, value }, BigInt(line.amountFen)).toString(), penaltyText: penalty.kind === 'amount' ? `${yuanText(value)} 元` : `${penalty.value}%`, deduction, by: ctx.userName, at: tx.now.toISOString() },
    }));
  }

  /** What falsified lines of these months cost these people in their score; one question. */
  falsified(tx: Tx, staffIds: string[], from: string, to: string): Promise<Falsified[]> { return tx.sql<Falsified & Record<string, unknown>>(FALSIFIED, [tx.tenantId, from, to, staffIds]); }

  private onLine(ctx: Context, claimId: string, lineId: string, to: LineStatus, patch: (tx: Tx, line: TravelClaimLine) => Partial<TravelClaimLine>): Promise<TravelClaimView> {
    return this.database.write(ctx, async (tx) => {
      const claim: TravelClaim = await this.claims.lock(tx, claimId);
      const line = await tx.lock(TravelClaimLine, lineId, { zh: '单据行', en: 'line' });
      if (line.claimId !== claimId) throw refuse.notFound({ zh: '单据行', en: 'line' });
      if (!['posted', 'received'].includes(claim.status)) throw refuse.conflict('not_under_check', { zh: '只能审核寄出后、结算前的单据', en: 'Vouchers are checked between posting and settlement' }, { clause: 'OC-3.1.4b', allowed: ['posted', 'received'] });
      if (!lineMoves[line.status].includes(to)) throw refuse.transition(line.status, to, [...lineMoves[line.status]], 'OC-3.1.4b');
      await tx.update(TravelClaimLine, line, { ...patch(tx, line), status: to });
      return this.pages.page(tx, claim);
    });
  }
}
