import { testRun } from './run.ts';

export interface TestPlatform { url: string; operatorKey: string }

/**
 * This run's whole platform behind its gateway, as `npm start` has it: all services in one process, with Kafka where Java is. The first caller waits for its
 * start. Tests share it and make tenants of their own.
 */
export async function testPlatform(): Promise<TestPlatform> {
  const response = await fetch(`http://127.0.0.1:${testRun().kafka.port}/platform`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return JSON.parse(text) as TestPlatform;
}
