import type { Program, ServicesStage } from './services-stage.mjs';

export interface PropertyStage extends Pick<ServicesStage, 'privateKey' | 'logUrl' | 'superuser' | 'close'> {
  brokerage: Program;
  care: Program;
  /** What `npm run ledger:verify` says of the books of property brokerage: its exit code and last line. */
  verifyBooks(): { status: number | null; says: string | undefined };
  /** Where property brokerage keeps exported files. */
  exportsFolder: string;
}
export function openPropertyStage(): Promise<PropertyStage>;
