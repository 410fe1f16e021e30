import { IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { Nested, NestedList, OrNull } from '@luyue/platform';
import { LocationBody } from '../archive-location.ts';

export const LOAN_STATES = ['out', 'overdue', 'returned'] as const;
export type LoanState = (typeof LOAN_STATES)[number];

export class ArchiveLoanView {
  @IsUUID() id: string;
  @IsUUID() fileId: string;
  @IsString() fileNumber: string;
  @IsUUID() dealId: string;
  @IsString() dealNumber: string;
  @IsString() dealTitle: string;
  @IsUUID() borrowerUserId: string;
  @IsString() borrowerName: string;
  @IsString() purpose: string;
  @IsISO8601() lentAt: string;
  @IsString() lentBy: string;
  /** A date, by whose end it comes back. */
  @IsString() dueOn: string;
  @IsIn(LOAN_STATES) state: LoanState;
  @OrNull() @IsISO8601() returnedAt: string | null;
  @OrNull() @IsString() returnedTo: string | null;
  @IsString() returnNote: string;
}
export class FileMoveView {
  @IsISO8601() at: string;
  @IsString() by: string;
  @IsString() from: string;
  @IsString() to: string;
  @IsString() reason: string;
}
export class ArchiveFileView {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsString() number: string;
  @IsUUID() dealId: string;
  @IsString() dealNumber: string;
  @IsString() dealTitle: string;
  @Nested(() => LocationBody) location: LocationBody;
  /** Of its catalogue. */
  @IsInt() documents: number;
  @IsISO8601() receivedAt: string;
  @IsString() receivedBy: string;
  /** The latest first. */
  @NestedList(() => FileMoveView) moves: FileMoveView[];
  /** Who has it now. */
  @OrNull() @Nested(() => ArchiveLoanView) loan: ArchiveLoanView | null;
}
export class ArchiveFilePage extends ArchiveFileView {
  /** All its loans, the latest first. */
  @NestedList(() => ArchiveLoanView) loans: ArchiveLoanView[];
}
