import type { Directory } from '@luyue/directory';
import type { Tx } from '@luyue/platform';
import { type ParameterKey, type ParameterValue, resolvePolicy } from '@luyue/regulations';

/** The value of each key in force at an instant, by the tenant's own policies and those of headquarters. */
export async function policyValues(directory: Directory, tx: Tx, at: Date = tx.now): Promise<<T extends ParameterValue>(key: ParameterKey) => T> {
  const policies = await directory.policies(tx);
  return <T extends ParameterValue>(key: ParameterKey) => resolvePolicy(key, policies.get(key) ?? [], at).value as T;
}
