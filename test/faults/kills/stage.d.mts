export interface Part {
  name: string;
  /** Ends that nobody asked for, each with the end of its log. */
  crashes: string[];
  /** Resolves when the part says that it is ready. */
  start(): Promise<void>;
  kill(): Promise<void>;
}
export type PartName = 'writer' | 'relay' | 'consumer' | 'database' | 'broker';
export interface Stage {
  kind: 'kafka' | 'embedded';
  data: string;
  parts: Record<PartName, Part>;
  /** Bootstrap of Kafka, or the URL of the embedded log. */
  address: string;
  /** Of the gateway, for internal tokens. */
  privateKey: string;
  writerUrl: string;
  superuser(database: string): string;
  close(): Promise<void>;
}
export function openStage(kind: 'kafka' | 'embedded'): Promise<Stage>;
