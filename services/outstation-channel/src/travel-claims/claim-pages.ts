import { Injectable } from '@nestjs/common';
import { yuan } from '@luyue/kernel';
import { ObligationList, obligationView } from '@luyue/obligations';
import { permit, statement, type Tx } from '@luyue/platform';
import { Staff } from '../staff/staff.service.ts';
import { Trips } from '../trips/trips.service.ts';
import type { TravelClaimRow, TravelClaimView } from './claim-views.ts';
import { type TravelClaim, TravelClaimLine } from './travel-claim.entity.ts';
import { payable } from './travel-claims.rules.ts';

const LINES = statement('travel_claim_lines_of_claims', 'tenant_id = $1 AND claim_id = ANY ($2) ORDER BY claim_id, position');

/** How claims are shown. */
@Injectable()
export class ClaimPages {
  constructor(private readonly staff: Staff, private readonly trips: Trips, private readonly ledger: ObligationList) {}

  lines(tx: Tx, claimIds: string[]): Promise<TravelClaimLine[]> { return tx.rows(TravelClaimLine, LINES, [tx.tenantId, claimIds]); }

  /** As of the settlement: what was found false after it changes what is to be taken back, and none of these. */
  sums(lines: TravelClaimLine[]): ReturnType<typeof payable> {
    return payable(lines.map(({ status, amountFen, refusal, finding }) => (finding?.recovery
      ? { status: refusal ? 'refused' : 'claimed', fen: BigInt(amountFen), penalty: 0n }
      : { status, fen: BigInt(amountFen), penalty: BigInt(finding?.penaltyFen ?? 0) })));
  }

  async rows(tx: Tx, claims: TravelClaim[]): Promise<TravelClaimRow[]> {
    const names = await this.staff.named(tx, claims.map((c) => c.staffId));
    return claims.map(({ id, version, number, staffId, month, metBy, status, trackingNumber, postedAt, receivedAt, receivedBy, settledAt, settledBy, paidFen, recoverFen }) => ({
      id, version, number, staffId, userId: names.get(staffId)?.userId ?? '', staffName: names.get(staffId)?.name ?? '', month, metBy, status, trackingNumber, postedAt: postedAt?.toISOString() ?? null, receivedAt: receivedAt?.toISOString() ?? null, receivedBy,
      settledAt: settledAt?.toISOString() ?? null, settledBy, paid: paidFen === null ? null : yuan(paidFen), recover: yuan(recoverFen),
    }));
  }

  /** The whole page, after any change too. */
  async page(tx: Tx, claim: TravelClaim): Promise<TravelClaimView> {
    permit(tx.ctx, 'outstationStaff.read', claim.departmentUnitId);
    const [[row], lines, owed, people] = await Promise.all([this.rows(tx, [claim]), this.lines(tx, [claim.id]), this.ledger.ofSubjects(tx, [claim.id]), this.ledger.people(tx)]);
    const trips = await this.trips.ofIds(tx, lines.flatMap((l) => l.tripId ?? []));
    const sums = this.sums(lines);
    return {
      ...row!, claimed: yuan(sums.claimed), refused: yuan(sums.refused), penalties: yuan(sums.penalties), payable: yuan(sums.paid), obligations: (owed.get(claim.id) ?? []).map((o) => obligationView(o, tx.now, people)),
      lines: lines.map(({ id, onDate, kind, text, amountFen, tripId, status, refusal, finding }) => ({
        id, onDate, kind, text, amount: yuan(amountFen), tripId, tripNumber: (tripId && trips.get(tripId)?.number) || null, status, refusal,
        finding: finding && { proof: finding.proof, penalty: yuan(finding.penaltyFen), penaltyText: finding.penaltyText, deduction: finding.deduction, scoreMonth: finding.scoreMonth ?? claim.month, recover: finding.recovery ? yuan(finding.recovery.totalFen) : null, by: finding.by, at: finding.at },
      })),
    };
  }
}
