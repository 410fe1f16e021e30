export type { FieldsSection, FormColumn, FormField, FormLayout, FormSection, NoteSection, SignaturesSection, TableSection } from './forms/form-layout.ts';
export { checkForm, MAX_FORM_ROWS } from './forms/form-layout.ts';
export { FormPrinter, type PrintedForm } from './forms/form-printer.ts';
export { ReportsModule } from './reports.module.ts';
export type { Kind, Value } from './values.ts';
export { findColumns, type ImportColumn, type ImportColumns, type Mapped, type MappedRows, mapRows, rejectedTable, type RejectedRow } from './workbooks/map-rows.ts';
export type { WorkbookError } from './workbooks/package.ts';
export { type ReadCell, type ReadOptions, type ReadRow, type ReadSheet, workbookProblem } from './workbooks/read-sheet.ts';
export { type TableColumn, type TableRow, type TableRows, Workbooks } from './workbooks/workbooks.ts';
