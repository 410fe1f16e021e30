import { readConfig, type ServiceEnvironment } from '../config/config.ts';
import { startTracing } from '../telemetry/tracing.ts';
import type { RunningService } from './service.ts';

interface Startable<C extends ServiceEnvironment> { Environment: new () => C; createApp: (config: C) => Promise<RunningService> }

/** `main.ts` of every service: environment in, one line when ready, orderly stop on SIGTERM and SIGINT. */
export async function main<C extends ServiceEnvironment>({ Environment, createApp }: Startable<C>): Promise<void> {
  const config = readConfig(Environment);
  const stopTracing = startTracing(config.SERVICE_NAME, config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const service = await createApp(config);
  process.stdout.write(`READY ${config.SERVICE_NAME} ${service.port}\n`);
  const stop = (): void => void service.stop().then(stopTracing).then(() => process.exit(0), () => process.exit(1));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
