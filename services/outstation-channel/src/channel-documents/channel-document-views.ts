import { IsBoolean, IsIn, IsInt, IsISO8601, IsString, IsUUID } from 'class-validator';
import { Nested, NestedList, OrNull } from '@luyue/platform';
import { DOCUMENT_KINDS, type DocumentKind } from './channel-documents.rules.ts';

export class DocumentEditionView {
  @IsInt() edition: number;
  @IsUUID() attachmentId: string;
  @IsString() effectiveOn: string;
  @OrNull() @IsString() note: string | null;
  @IsISO8601() publishedAt: string;
  @IsString() publishedBy: string;
  /** When the reader signed it. */
  @OrNull() @IsISO8601() signedAt: string | null;
  /** How many of those who are employed have signed it. */
  @IsInt() signed: number;
}
export class ChannelDocumentLine {
  @IsUUID() id: string;
  @IsInt() version: number;
  @IsUUID() departmentUnitId: string;
  @IsIn(DOCUMENT_KINDS) kind: DocumentKind;
  @IsString() title: string;
  @OrNull() @IsString() model: string | null;
  @IsISO8601() openedAt: string;
  /** Null before the first edition begins. */
  @OrNull() @Nested(() => DocumentEditionView) inForce: DocumentEditionView | null;
  /** Outstation staff of the department who have to sign. */
  @IsInt() signers: number;
}
export class ChannelDocumentView extends ChannelDocumentLine {
  /** The newest first. */
  @NestedList(() => DocumentEditionView) editions: DocumentEditionView[];
  @IsBoolean() mayPublish: boolean;
}
export class DocumentSigner {
  @IsUUID() userId: string;
  @IsString() userName: string;
  /** Null for who has not signed yet. */
  @OrNull() @IsISO8601() signedAt: string | null;
}
/** Who has signed an edition, and who of those employed has not. */
export class DocumentSignatures {
  @IsInt() edition: number;
  @NestedList(() => DocumentSigner) signed: DocumentSigner[];
  @NestedList(() => DocumentSigner) missing: DocumentSigner[];
}
