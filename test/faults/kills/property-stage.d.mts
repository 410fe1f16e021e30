import type { Part } from './stage.mjs';

export type Program = Part & { url: string };
export interface PropertyStage {
  brokerage: Program;
  care: Program;
  /** Of the gateway, for internal tokens. */
  privateKey: string;
  /** The log of the embedded broker, as its owner. */
  logUrl: string;
  /** What `npm run ledger:verify` says of the books of property brokerage: its exit code and last line. */
  verifyBooks(): { status: number | null; says: string | undefined };
  /** Where property brokerage keeps exported files. */
  exportsFolder: string;
  superuser(database: string): string;
  close(): Promise<void>;
}
export function openPropertyStage(): Promise<PropertyStage>;
