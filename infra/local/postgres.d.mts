export interface RunningPostgres {
  port: number;
  pid: number;
  url(database: string, user?: string, password?: string): string;
  superuser: { user: string; password: string };
  /** The exit code; null after a signal. */
  exited: Promise<number | null>;
  stop(): Promise<void>;
  logFile: string;
}
export function startPostgres(options: { dataDir: string; port?: number; durable?: boolean; log?: (line: string) => void; logFile?: string }): Promise<RunningPostgres>;
export function removePostgresData(dataDir: string): void;
