import type { Part } from './stage.mjs';

export type Program = Part & { url: string };
export interface ServicesStage {
  data: string;
  /** By the service's name. */
  parts: Record<string, Program>;
  /** Of the gateway, for internal tokens. */
  privateKey: string;
  /** The log of the embedded broker, as its owner. */
  logUrl: string;
  superuser(database: string): string;
  /** A database as the service's own role sees it. */
  asService(database: string): string;
  close(): Promise<void>;
}
export function openServices(what: string, works: Record<string, { WORK?: string }>): Promise<ServicesStage>;
