import { Problem, type Context } from '@luyue/platform';

/** The person who asks. Throws 403 for an API client: a responsibility of this kind is a person's own. */
export function personOf(ctx: Context): string {
  if (ctx.userId) return ctx.userId;
  throw new Problem({ status: 403, code: 'person_only', clause: 'PF-12', title: { zh: '只有本人登录后才能办审批', en: 'Approvals are for people who are signed in' } });
}
