import { StreamableFile } from '@nestjs/common';
import type { PrintedForm } from '../forms/form-printer.ts';

const MISSING = 'x-missing-characters';
/** For `@ApiOkResponse` of a route that answers a printed report. */
export const PRINTED_REPORT = {
  content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
  headers: { [MISSING]: { description: 'Characters that no font of the printed form has, percent-encoded; they are boxes on it. Left out when there are none.', schema: { type: 'string' } } },
} as const;

/** The answer of such a route; `reply` is the framework's, for the header. */
export function printedReport({ pdf, missing }: PrintedForm, name: string, reply: { header(name: string, value: string): unknown }): StreamableFile {
  if (missing.length) reply.header(MISSING, encodeURIComponent(missing.join('')));
  return new StreamableFile(pdf, { type: 'application/pdf', length: pdf.length, disposition: `attachment; filename*=UTF-8''${encodeURIComponent(`${name}.pdf`)}` });
}
