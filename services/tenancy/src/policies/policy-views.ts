import { ApiProperty } from '@nestjs/swagger';
import { IsArray, IsBoolean, IsDate, IsIn, IsInt, IsNumber, IsOptional, IsString, IsUUID } from 'class-validator';
import { CLOCK_KINDS } from '@luyue/kernel';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { clausesWith, parameter, resolvePolicy, type ParameterKey } from '@luyue/regulations';
import { refuseOwnValue } from './policies.rules.ts';
import type { PolicyRow } from './policy.entity.ts';
import { asVersion } from './policy-versions.ts';

const TIGHTER = ['lower', 'higher', 'none'] as const;
const VALUES = [{ type: 'number' }, { type: 'string' }, { type: 'boolean' }, { type: 'array', items: { oneOf: [{ type: 'number' }, { type: 'string' }] } }];
/** Number, text, yes or no, or a list, as the parameter's type says. */
export const PolicyValue = (nullable: boolean): PropertyDecorator => ApiProperty({ oneOf: VALUES, nullable });

export class PolicyVersionView {
  @IsInt() version: number;
  @PolicyValue(false) value: unknown;
  @IsDate() effectiveFrom: Date;
  @IsBoolean() mayTighten: boolean;
  @IsString() reason: string;
  @IsString() setBy: string;
  @IsDate() setAt: Date;
  @IsIn(['headquarters', 'own']) origin: 'headquarters' | 'own';
}

export class PolicyBounds {
  @IsNumber() min: number;
  @IsNumber() max: number;
}

export class PolicyInForce {
  @PolicyValue(true) value: unknown;
  @IsInt() version: number;
  @IsIn(['default', 'headquarters', 'own']) origin: 'default' | 'headquarters' | 'own';
  @OrNull() @IsDate() since: Date | null;
}

export class PolicyElsewhere {
  @IsUUID() tenantId: string;
  @IsString() tenantName: string;
  @PolicyValue(true) value: unknown;
}

export class PolicyView {
  @IsString() key: string;
  @Nested(() => Text) label: Text;
  @IsArray() @IsString({ each: true }) clauseIds: string[];
  @IsString() unit: string;
  @IsIn(CLOCK_KINDS) clock: (typeof CLOCK_KINDS)[number];
  @IsString() type: string;
  @IsIn(TIGHTER) tighter: (typeof TIGHTER)[number];
  @OrNull() @Nested(() => PolicyBounds) bounds: PolicyBounds | null;
  @ApiProperty({ type: 'array', items: { oneOf: [{ type: 'number' }, { type: 'string' }] }, nullable: true }) choices: readonly (number | string)[] | null;
  /** Null for a number that is set case by case. */
  @PolicyValue(true) default: unknown;
  /** † in the rulebook: the default is the product's and not the rulebook's. */
  @IsBoolean() ours: boolean;
  @Nested(() => PolicyInForce) inForce: PolicyInForce;
  @OrNull() @Nested(() => PolicyVersionView) own: PolicyVersionView | null;
  @OrNull() @Nested(() => PolicyVersionView) headquarters: PolicyVersionView | null;
  @NestedList(() => PolicyVersionView) pending: PolicyVersionView[];
  @IsBoolean() mayChange: boolean;
  @IsOptional() @IsString() whyNot?: string;
  /** Units below with another value in force (PF-2). */
  @IsOptional() @NestedList(() => PolicyElsewhere) differs?: PolicyElsewhere[];
}

export class PolicyDetail extends PolicyView {
  @NestedList(() => PolicyVersionView) history: PolicyVersionView[];
}

/** Who looks at the parameter, and what they may do about it. */
export interface Viewer { now: Date; language: 'zh' | 'en'; isSubsidiary: boolean; mayWrite: boolean; below: { id: string; name: string; rows: PolicyRow[] }[] }

const versionView = ({ version, value, effectiveFrom, mayTighten, reason, setBy, setAt, origin }: PolicyRow): PolicyVersionView => ({ version, value: value.value, effectiveFrom, mayTighten, reason, setBy, setAt, origin });

export const historyView = (rows: PolicyRow[]): PolicyVersionView[] => rows.toReversed().map(versionView);

/** One parameter as a tenant sees it. `rows`: its versions, oldest first. */
export function policyView(key: ParameterKey, rows: PolicyRow[], viewer: Viewer): PolicyView {
  const { label, unit, clock, type, tighter, bounds, choices, ours, default: byDefault } = parameter(key);
  const inForce = resolvePolicy(key, rows.map(asVersion), viewer.now);
  const latest = (origin: PolicyRow['origin']): PolicyRow | undefined => rows.findLast((r) => r.origin === origin && r.effectiveFrom <= viewer.now);
  const [own, headquarters] = [latest('own'), latest('headquarters')];
  const kept = viewer.isSubsidiary && headquarters ? refuseOwnValue(key, asVersion(headquarters)) : null;
  const whyNot = viewer.mayWrite ? kept?.title[viewer.language] : { zh: '没有权限：policy.write', en: 'Permission missing: policy.write' }[viewer.language];
  return {
    key, label, clauseIds: clausesWith(key), unit, clock, type, tighter, bounds: bounds ?? null, choices: choices ?? null, default: byDefault, ours,
    inForce: { value: inForce.value, version: inForce.version, origin: inForce.origin, since: inForce.ladder.find((step) => step.rules)?.effectiveFrom ?? null },
    own: own ? versionView(own) : null, headquarters: headquarters ? versionView(headquarters) : null, pending: rows.filter((r) => r.effectiveFrom > viewer.now).map(versionView),
    mayChange: !whyNot, ...(whyNot && { whyNot }), ...(viewer.below.length && { differs: differing(key, inForce.value, viewer) }),
  };
}

/** Units whose value in force is another than the viewer's: what headquarters look at (PF-2). */
function differing(key: ParameterKey, value: unknown, viewer: Viewer): NonNullable<PolicyView['differs']> {
  return viewer.below.flatMap(({ id, name, rows }) => {
    const theirs = resolvePolicy(key, rows.filter((r) => r.key === key).map(asVersion), viewer.now).value;
    return JSON.stringify(theirs) === JSON.stringify(value) ? [] : [{ tenantId: id, tenantName: name, value: theirs }];
  });
}
