export interface RunningKafka {
  bootstrap: string;
  pid: number;
  /** The exit code; null after a signal. */
  exited: Promise<number | null>;
  stop(): Promise<void>;
  logFile: string;
}
export function kafkaAvailable(): { ok: boolean; why: string };
export function startKafka(options: { dataDir: string; log?: (line: string) => void; logFile?: string }): Promise<RunningKafka>;
