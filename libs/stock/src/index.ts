export type { Item, Movement, Place } from './movements.rules.ts';
export { Stock, type Flow, type Held, type Moved } from './stock.ts';
export { StockLine } from './stock-statement.ts';
export type { StockDiscrepancy } from './stock-checks.ts';
export { StockGuards1700000000016 } from './stock-guards.migration.ts';
export { Stock1700000000015 } from './stock.migration.ts';
export { StockModule } from './stock.module.ts';
