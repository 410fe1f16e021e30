import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsISO8601, IsNumber, IsString } from 'class-validator';
import { Nested, NestedList, OrNull } from '@luyue/platform';

const VALUE = { oneOf: [{ type: 'number' }, { type: 'string' }] };

/** Rates are 0 to 1, and null where nothing was due. */
export class ReplayCounts {
  /** Due within the window, and judged: met, met late, or still open past the due time. */
  @IsInt() due: number;
  @IsInt() inTimeBefore: number;
  @IsInt() inTimeAfter: number;
  @IsInt() newlyLate: number;
  @IsInt() noLongerLate: number;
  /** Open ones that the new value would give time still; in `rateAfter` they are not counted. */
  @IsInt() runningAfter: number;
  @OrNull() @IsNumber() rateBefore: number | null;
  @OrNull() @IsNumber() rateAfter: number | null;
}

export class ReplayRow extends ReplayCounts {
  @IsString() id: string;
  @IsString() name: string;
  /** Of headquarters a row is a tenant, of everybody else an org unit. */
  @IsIn(['tenant', 'unit']) kind: 'tenant' | 'unit';
}

export class KeptValue {
  @IsString() tenantId: string;
  @IsString() tenantName: string;
  @ApiProperty(VALUE) value: unknown;
}

/** What the change would move, and what not. */
export class PolicyMoves {
  /** Open obligations of the parameter: they keep the version they were opened under (R17). */
  @IsInt() openStay: number;
  /** Tenants that would take the new value. */
  @IsInt() follow: number;
  /** Tenants whose value would stay another one (R19). */
  @NestedList(() => KeptValue) keep: KeptValue[];
}

export class PolicyReplay {
  @IsString() key: string;
  @ApiProperty(VALUE) value: unknown;
  @IsInt() days: number;
  @IsISO8601() from: string;
  @IsISO8601() until: string;
  /** False where more was due than is judged for one answer; the newest were. */
  @IsBoolean() complete: boolean;
  @Nested(() => ReplayCounts) total: ReplayCounts;
  @NestedList(() => ReplayRow) rows: ReplayRow[];
  @Nested(() => PolicyMoves) moves: PolicyMoves;
}
