export type { FieldsSection, FormColumn, FormField, FormLayout, FormSection, NoteSection, SignaturesSection, TableSection } from './forms/form-layout.ts';
export { checkForm, MAX_FORM_ROWS } from './forms/form-layout.ts';
export { FormPrinter, type PrintedForm } from './forms/form-printer.ts';
export { ReportsModule } from './reports.module.ts';
export type { Kind, Value } from './values.ts';
