import { IsArray, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { NestedList, OrNull } from '@luyue/platform';
import { DealAction } from '../views.ts';

export class CopyHanding {
  @IsInt() handing: number;
  @IsIn(['handed_over', 'checked', 'objected']) status: 'handed_over' | 'checked' | 'objected';
  @IsISO8601() handedAt: string;
  @IsString() handedBy: string;
  @IsString() note: string;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
  @OrNull() @IsISO8601() checkedAt: string | null;
  @OrNull() @IsString() checkedBy: string | null;
  /** Of an objection. */
  @OrNull() @IsString() reason: string | null;
}
/** The copy of the contract with the department head (PB-4.4). */
export class ContractCopyView {
  @IsIn(['not_due', 'owed', 'handed_over', 'checked', 'objected']) state: 'not_due' | 'owed' | 'handed_over' | 'checked' | 'objected';
  /** Whoever may check it: the department head, or the supervisor where none is set (reading 5). */
  @IsArray() @IsString({ each: true }) heads: string[];
  /** The latest first. */
  @NestedList(() => CopyHanding) handings: CopyHanding[];
  /** Of handing over and of checking, in the order of their start. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @NestedList(() => DealAction) actions: DealAction[];
}
