import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ItemKind } from '../items/items.rules.ts';

/** What a unit may give out of a kind in a period, at cost (DV-3.3f, DV-6). Every budget that holds the day of a hand-out bears it. */
@Entity('item_budget')
export class ItemBudget {
  @PrimaryColumn('uuid', { name: 'tenant_id' }) tenantId: string;
  @PrimaryColumn('uuid') id: string;
  @Column('int') version: number;
  @Column('uuid', { name: 'unit_id' }) unitId: string;
  @Column('text') kind: ItemKind;
  /** "2026", "2026-H2", "2026-Q4", "2026-11". */
  @Column('text') period: string;
  @Column('date', { name: 'first_day' }) firstDay: string;
  @Column('date', { name: 'last_day' }) lastDay: string;
  @Column('bigint', { name: 'amount_fen' }) amountFen: string;
  @Column('bigint', { name: 'spent_fen' }) spentFen: string;
  /** Each amount that it had, the latest last. */
  @Column('jsonb') history: { at: string; by: string; amountFen: string; reason: string }[];
}
