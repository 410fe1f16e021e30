import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsIn, IsInt, IsISO8601, IsNumber, IsString, IsUUID } from 'class-validator';
import { CLAUSE_KINDS, type ClauseKind } from '@luyue/regulations';
import { ObligationDetail, ObligationView } from '@luyue/obligations/obligation-view';
import { IsMonth, Nested, NestedList, OrNull, pageOf, Text } from '@luyue/platform';

const RATES = { type: 'array', items: { type: 'number', nullable: true } } as const;

export class OldestOverdue {
  @IsUUID() id: string;
  @IsUUID() tenantId: string;
  @IsString() clauseId: string;
  @IsString() number: string;
  @IsISO8601() dueAt: string;
  @IsString() tenantName: string;
  @IsInt() lateBySeconds: number;
}

/** Rates are 0 to 1, and null where nothing was due. */
export class ComplianceTiles {
  @OrNull() @IsNumber() rate: number | null;
  @OrNull() @IsNumber() ratePrevious: number | null;
  @ApiProperty(RATES) trend: (number | null)[];
  @IsInt() overdueOpen: number;
  @OrNull() @Nested(() => OldestOverdue) oldestOverdue: OldestOverdue | null;
  @IsInt() metLate: number;
  @IsInt() metLatePrevious: number;
  @IsInt() dueToday: number;
  @IsInt() dueTodayAtRisk: number;
  @IsInt() paused: number;
  @IsInt() waived: number;
}

export class ComplianceColumn {
  @IsString() id: string;
  @IsString() name: string;
  @IsIn(['all', 'tenant']) kind: 'all' | 'tenant';
}

export class ComplianceCell {
  @IsString() columnId: string;
  @IsInt() total: number;
  @IsInt() inTime: number;
  @OrNull() @IsNumber() rate: number | null;
  /** The months up to this one; null in the view by month. */
  @ApiProperty({ ...RATES, nullable: true }) series: (number | null)[] | null;
  @IsInt() waivedAfterBreach: number;
  @IsInt() cancelledAfterBreach: number;
  @IsInt() voided: number;
  @IsInt() suspended: number;
  @IsInt() imported: number;
}

export class ComplianceRow {
  @IsString() clauseId: string;
  @Nested(() => Text) label: Text;
  @Nested(() => Text) shortLabel: Text;
  @IsArray() @IsIn(CLAUSE_KINDS, { each: true }) kinds: readonly ClauseKind[];
  @NestedList(() => ComplianceCell) cells: ComplianceCell[];
}

export class RateChange {
  @IsString() clauseId: string;
  @IsString() columnId: string;
  @IsNumber() delta: number;
}

export class ComplianceMatrix {
  @IsISO8601() asOf: string;
  @IsNumber() lagSeconds: number;
  @IsNumber() target: number;
  @IsMonth() month: string;
  @Nested(() => ComplianceTiles) tiles: ComplianceTiles;
  @NestedList(() => ComplianceColumn) columns: ComplianceColumn[];
  @NestedList(() => ComplianceRow) rows: ComplianceRow[];
  @NestedList(() => RateChange) biggestChanges: RateChange[];
  @IsInt() deviations: number;
}

export class DrillItem extends ObligationView {
  @IsUUID() tenantId: string;
  @IsString() tenantName: string;
  @IsString() address: string;
  @OrNull() @IsInt() lateBySeconds: number | null;
}

export class DrillCounts {
  @IsInt() missed: number;
  @IsInt() inTime: number;
  @IsInt() running: number;
}

export class DrillPage extends pageOf(DrillItem) {
  @Nested(() => DrillCounts) counts: DrillCounts;
}

export class LedgerDetail extends ObligationDetail {
  @IsUUID() tenantId: string;
  @IsString() tenantName: string;
  @IsString() address: string;
}
