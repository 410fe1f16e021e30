import { IsArray, IsBoolean, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { ObligationView } from '@luyue/obligations';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { ArchiveFileView } from '../archive-files/archive-file-views.ts';
import { DealAction } from '../views.ts';
import type { ArchiveHanding } from './archive.entity.ts';
import { HANDING_STATUSES, type HandingStatus, LINE_SOURCES, MEDIA, type Medium } from './archives.rules.ts';

export class CatalogueLineView {
  @IsString() key: string;
  @IsIn(LINE_SOURCES) source: (typeof LINE_SOURCES)[number];
  @Nested(() => Text) name: Text;
  @IsString() detail: string;
  @IsIn(MEDIA) medium: Medium;
  /** Why it cannot be handed over yet; null for what is there. */
  @OrNull() @Nested(() => Text) missing: Text | null;
  @IsArray() @IsUUID('all', { each: true }) attachmentIds: string[];
}
export class LackingView {
  /** Null for something that the catalogue does not have. */
  @OrNull() @IsString() key: string | null;
  @Nested(() => Text) name: Text;
  @IsString() reason: string;
}
export class HandingView {
  @IsInt() round: number;
  @IsIn(HANDING_STATUSES) status: HandingStatus;
  @IsISO8601() handedAt: string;
  @IsString() handedBy: string;
  @IsString() note: string;
  /** Documents of its catalogue. */
  @IsInt() documents: number;
  @OrNull() @IsISO8601() settledAt: string | null;
  @OrNull() @IsString() settledBy: string | null;
  /** Of a withdrawal. */
  @OrNull() @IsString() reason: string | null;
  /** What a return names. */
  @NestedList(() => LackingView) lacking: LackingView[];
}
/** A deal's way into the archive (PB-4.10). */
export class ArchiveView {
  @IsUUID() dealId: string;
  @IsIn(['not_due', 'owed', 'handed_over', 'returned', 'archived']) state: 'not_due' | 'owed' | 'handed_over' | 'returned' | 'archived';
  /** As handed over while the archivist has it and from the receipt on; before, as the deal is now. */
  @NestedList(() => CatalogueLineView) catalogue: CatalogueLineView[];
  @IsBoolean() complete: boolean;
  /** Lines of the catalogue that are not there yet. */
  @NestedList(() => CatalogueLineView) missing: CatalogueLineView[];
  /** What came to the deal since: it is handed over anew with it. */
  @NestedList(() => CatalogueLineView) addedSince: CatalogueLineView[];
  /** The latest first. */
  @NestedList(() => HandingView) handings: HandingView[];
  @OrNull() @Nested(() => ArchiveFileView) file: ArchiveFileView | null;
  /** PB-4.10, in the order of their start. */
  @NestedList(() => ObligationView) obligations: ObligationView[];
  @NestedList(() => DealAction) actions: DealAction[];
}
/** One line of the archivist's intake. */
export class ArchiveIntake {
  @IsUUID() dealId: string;
  @IsString() dealNumber: string;
  @IsString() dealTitle: string;
  @IsString() address: string;
  @IsString() departmentName: string;
  @OrNull() @IsString() specialistName: string | null;
  @Nested(() => HandingView) handing: HandingView;
  /** PB-4.10 of the deal; null where the department is outside the regulation. */
  @OrNull() @Nested(() => ObligationView) obligation: ObligationView | null;
}

export const handingView = ({ round, status, handedAt, handedBy, note, catalogue, settledAt, settledBy, reason, lacking }: ArchiveHanding): HandingView => ({
  round, status, handedAt: handedAt.toISOString(), handedBy, note, documents: catalogue.length, settledAt: settledAt?.toISOString() ?? null, settledBy, reason, lacking,
});
