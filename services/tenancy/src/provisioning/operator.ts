import { createHash, timingSafeEqual } from 'node:crypto';
import { type Context, Problem, systemContext } from '@luyue/platform';
import type { TenancyEnvironment } from '../config.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The platform operator at work in a tenant: shows up in its audit trail under this name. */
const operator = (tenantId: string): Context => ({ ...systemContext(tenantId, false), userName: 'Platform operator', grants: [{ units: 'all', permissions: ['tenant.create', 'tenant.read'] }] });

/** The operator's context for `tenantId`, given the key of the header `X-Operator-Key`. Throws 403 for a wrong key, and where no key is set. */
export function operatorContext(config: Pick<TenancyEnvironment, 'OPERATOR_KEY'>, key: string | undefined, tenantId: string): Context {
  // Equal digests take equal time whatever the lengths of the keys.
  if (config.OPERATOR_KEY && key && timingSafeEqual(digest(config.OPERATOR_KEY), digest(key))) return operator(tenantId);
  throw new Problem({ status: 403, code: 'operator_key', clause: 'PF-1', title: { zh: '只有平台运营方可以新建总部或独立公司', en: 'Only the platform operator creates headquarters or a single company' } });
}
