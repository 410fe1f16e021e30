import type { Label } from '@luyue/kernel';
import type { Tx } from '@luyue/platform';
import type { ClauseId } from '@luyue/regulations';
import type { AssembledReport } from './assembled.entity.ts';
import type { ReportItem } from './assembled.rules.ts';

export interface ReportPart { key: string; title: Label }
export interface ReportSection { key: string; title: Label; parts: readonly ReportPart[] }

/** A report that a context declares: what it has to say, and the clause that asks for it. */
export interface ReportKind {
  /** Once in its service, e.g. `visit_daily`. */
  kind: string;
  clauseId: ClauseId;
  /** The official title; the Chinese one is printed. */
  title: Label;
  sections: readonly ReportSection[];
  /** A draft may be given up: nobody is owed one for the period alone. */
  droppable?: true;
}

/**
 * What the records have to say for each part, by `section.part`; a part without a key has nothing. Asked while the report is with its author, and once more at the submission, which
 * freezes the answer. One statement a source: a draft is read often.
 */
export type Assembler = (tx: Tx, report: AssembledReport) => Promise<Record<string, ReportItem[]>>;
