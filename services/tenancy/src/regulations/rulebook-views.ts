import { IsArray, IsBoolean, IsDate, IsIn, IsOptional, IsString } from 'class-validator';
import { Nested, NestedList, OrNull, Text } from '@luyue/platform';
import { adoptionInForce, CLAUSE_KINDS, clausesOf, type Clause, type Module, RULEBOOK_TITLES } from '@luyue/regulations';
import type { AdoptionRow } from './adoption.entity.ts';
import { asAdoption } from './adoptions.rules.ts';

/** One row of a rulebook, as it is read. */
export class RulebookClause {
  @IsString() id: string;
  @IsIn(CLAUSE_KINDS, { each: true }) kinds: readonly (typeof CLAUSE_KINDS)[number][];
  /** R14: 原则上, a deviation takes a reason and an approver one level up. */
  @IsBoolean() inPrinciple: boolean;
  @Nested(() => Text) summary: Text;
  @Nested(() => Text) text: Text;
  /** Whether it is carried out here, or still by the company's own means. */
  @IsBoolean() carriedOut: boolean;
  /** The page of the console where it is met: a list or a desk, or null where it is met in a record or nowhere yet. */
  @OrNull() @IsString() page: string | null;
  /** Keys of the numbers that it turns on; their values are policies of the company. */
  @IsArray() @IsString({ each: true }) parameters: readonly string[];
}

/** The version that is in force for the company. */
export class RulebookInForce {
  @IsString() version: string;
  @IsDate() publishedAt: Date;
  @IsDate() effectiveFrom: Date;
  /** Names of the units that it binds; left out where it binds all. */
  @IsOptional() @IsArray() @IsString({ each: true }) scopeUnits?: string[];
}

export class RulebookView {
  @IsString() regulation: string;
  @Nested(() => Text) title: Text;
  /** Null before the first adoption begins (PF-21). */
  @OrNull() @Nested(() => RulebookInForce) inForce: RulebookInForce | null;
  @NestedList(() => RulebookClause) clauses: RulebookClause[];
}

/** A rulebook as the company reads it at `now`, with the version that it adopted. */
export function rulebookView(regulation: Module, adoptions: readonly AdoptionRow[], unitNames: ReadonlyMap<string, string>, now: Date): RulebookView {
  const adopted = adoptionInForce(adoptions.map(asAdoption), regulation, now);
  return {
    regulation, title: RULEBOOK_TITLES[regulation], clauses: clausesOf(regulation).map(clauseView),
    inForce: adopted ? {
      version: adopted.versionId, publishedAt: adopted.publishedAt, effectiveFrom: adopted.effectiveFrom,
      ...(adopted.scopeUnitIds !== 'all' && { scopeUnits: adopted.scopeUnitIds.map((id) => unitNames.get(id) ?? id) }),
    } : null,
  };
}

const clauseView = ({ id, kinds, strength, status, summary, text, screen, parameters }: Clause): RulebookClause => ({
  id, kinds, inPrinciple: strength === 'in_principle', summary, text: text ?? summary, carriedOut: status !== 'planned', parameters,
  page: status !== 'planned' && screen && !screen.includes(':') ? screen : null,
});
