import { Problem, refuse, type Text } from '@luyue/platform';

/** Why a rule says no, as plain data: rules are pure and know nothing of HTTP. */
export interface Refusal {
  clause: string;
  code: string;
  title: Text;
  /** 422 unless said otherwise; with `field` it is a 400 that names it. */
  status?: number;
  field?: string;
  allowed?: string[];
  extra?: Record<string, unknown>;
}

/** Throws the refusal as a problem; does nothing where the rule is kept. */
export function uphold(refusal: Refusal | null): void {
  if (!refusal) return;
  const { field, status = 422, ...rest } = refusal;
  throw field ? refuse.field(field, rest.code, rest.title, rest.clause) : new Problem({ status, ...rest });
}
