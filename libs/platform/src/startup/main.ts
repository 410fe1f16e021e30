import { readConfig } from '../config/config.ts';
import { startTracing } from '../telemetry/tracing.ts';
import type { RunningService } from './service.ts';

interface Startable<C extends object> { Environment: new () => C; createApp: (config: C) => Promise<RunningService> }

/** `main.ts` of every process: environment in, one line when ready, orderly stop on SIGTERM and SIGINT. */
export async function main<C extends { OTEL_EXPORTER_OTLP_ENDPOINT?: string; SERVICE_NAME?: string }>({ Environment, createApp }: Startable<C>, fixedName?: string): Promise<void> {
  const config = readConfig(Environment);
  const name = fixedName ?? config.SERVICE_NAME ?? 'luyue';
  const stopTracing = startTracing(name, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const service = await createApp(config);
  process.stdout.write(`READY ${name} ${service.port}\n`);
  const stop = (): void => void service.stop().then(stopTracing).then(() => process.exit(0), () => process.exit(1));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
