import type { DynamicModule, Type } from '@nestjs/common';
import type { Label } from '@luyue/kernel';
import type { Tx } from '@luyue/platform';
import type { ApprovalRequest } from './approval.entity.ts';
import { chainFaults, type Step } from './approvals.rules.ts';

/** Something of the context that is approved, e.g. `payment_slip`. */
export interface ApprovalMatter {
  title: Label;
  /** The chain of a tenant that has published none. */
  chain: readonly Step[];
  /** A tenant may put steps before those of the chain, and take none of them away. */
  kept?: boolean;
}

/** Told inside the transaction in which a request ends without a decision; the room gives its record back to the maker. */
export interface ApprovalListener {
  approvalWithdrawn(tx: Tx, request: ApprovalRequest): Promise<void>;
}

export interface ApprovalOptions {
  matters: Readonly<Record<string, ApprovalMatter>>;
  /** Codes that a chain may name although nobody holds them yet: the roles of the rulebook. */
  roles: readonly string[];
  /** Who is the superior where the role itself is held by nobody further up; `unit_manager` when left out. */
  superiorRole?: string;
  /** `listeners` come from `imports`. */
  imports?: (Type | DynamicModule)[];
  listeners?: Type<ApprovalListener>[];
}

/** What the services of this library are given. */
export interface ApprovalSettings { context: string; matters: Readonly<Record<string, ApprovalMatter>>; roles: ReadonlySet<string>; superiorRole: string }
export const APPROVAL_SETTINGS = Symbol('approval-settings');
export const APPROVAL_LISTENERS = Symbol('approval-listeners');

/** Throws at the start for a chain in code that could not be published. */
export function settingsOf(context: string, { matters, roles, superiorRole = 'unit_manager' }: ApprovalOptions): ApprovalSettings {
  for (const [matter, { chain }] of Object.entries(matters)) {
    const [fault] = chainFaults(chain, { role: (code) => roles.includes(code), unit: () => false });
    if (fault) throw new Error(`the chain of ${matter}: ${fault.field} ${fault.message.en}`);
  }
  return { context, matters, roles: new Set(roles), superiorRole };
}
