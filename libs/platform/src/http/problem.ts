import { IsString } from 'class-validator';

/** A text in both languages of the product; the reader's language is chosen when it leaves the gateway's request. */
export class Text {
  @IsString() zh: string;
  @IsString() en: string;
}

export interface FieldError { field: string; code: string; message: Text }

export interface ProblemOptions {
  status: number;
  code: string;
  title: Text;
  /** Clause or rule that refuses, e.g. `UC-10a`. */
  clause?: string;
  errors?: FieldError[];
  /** What is possible instead, e.g. the transitions allowed from here. */
  allowed?: string[];
  /** Further members of the problem document. */
  extra?: Record<string, unknown>;
}

/** RFC 9457 problem as an exception: the only way that a service says no. */
export class Problem extends Error {
  constructor(readonly options: ProblemOptions) {
    super(`${options.code}: ${options.title.en}`);
  }

  /** The document for `application/problem+json`, in one language. */
  document(language: 'zh' | 'en', traceId: string): Record<string, unknown> {
    const { status, code, title, clause, errors, allowed, extra } = this.options;
    return {
      type: `urn:luyue:problem:${code}`, title: title[language], status, code, ...(clause && { clause }), traceId,
      ...(errors && { errors: errors.map((e) => ({ field: e.field, code: e.code, message: e.message[language] })) }),
      ...(allowed && { allowed }), ...extra,
    };
  }
}

const text = (zh: string, en: string): Text => ({ zh, en });

/** The usual refusals. */
export const refuse = {
  unauthenticated: (code = 'unauthenticated'): Problem => new Problem({ status: 401, code, title: text('没有登录，或登录已过期', 'Not signed in, or the sign-in has expired') }),
  forbidden: (permission: string): Problem => new Problem({ status: 403, code: 'forbidden', title: text(`没有权限：${permission}`, `Permission missing: ${permission}`), clause: 'PF-6', extra: { permission } }),
  notFound: (what: Text = text('记录', 'record')): Problem => new Problem({ status: 404, code: 'not_found', title: text(`没有这条${what.zh}`, `No such ${what.en}`) }),
  fields: (errors: FieldError[], clause?: string): Problem => new Problem({ status: 400, code: 'invalid', title: text('有字段不对', 'Some fields are not right'), errors, clause }),
  field: (field: string, code: string, message: Text, clause?: string): Problem => refuse.fields([{ field, code, message }], clause),
  rule: (clause: string, code: string, title: Text, more: Partial<ProblemOptions> = {}): Problem => new Problem({ status: 422, code, title, clause, ...more }),
  conflict: (code: string, title: Text, more: Partial<ProblemOptions> = {}): Problem => new Problem({ status: 409, code, title, ...more }),
  stale: (): Problem => new Problem({ status: 412, code: 'stale', title: text('别人刚改过，请按最新内容再改', 'Someone else changed it; take the newest and change again') }),
  preconditionRequired: (): Problem => new Problem({ status: 428, code: 'if_match_required', title: text('缺少 If-Match', 'If-Match is missing') }),
  transition: (from: string, to: string, allowed: string[], clause?: string): Problem =>
    new Problem({ status: 409, code: 'transition_refused', title: text(`不能从“${from}”到“${to}”`, `Cannot go from ${from} to ${to}`), allowed, clause }),
};
