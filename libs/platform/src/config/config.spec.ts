import { BadConfiguration, readConfig, ServiceEnvironment, workOf } from './config.ts';

const good = {
  SERVICE_NAME: 'x', PORT: '0', DATABASE_URL: 'postgres://a@h/d', DATABASE_RELAY_URL: 'postgres://a@h/d', BROKER: 'embedded', BROKER_DATABASE_URL: 'postgres://a@h/d', INTERNAL_PUBLIC_KEY: 'k', DATA_DIR: '/d',
};
const problemsOf = (env: Record<string, string | undefined>): string => {
  try {
    readConfig(ServiceEnvironment, env);
    return '';
  } catch (error) {
    expect(error).toBeInstanceOf(BadConfiguration);
    return (error as Error).message;
  }
};

it('reads numbers and the work that a process is to do', () => {
  const config = readConfig(ServiceEnvironment, { ...good, WORK: 'relay,sweep' });
  expect(config.PORT).toBe(0);
  expect([...workOf(config)]).toEqual(['relay', 'sweep']);
  expect([...workOf(readConfig(ServiceEnvironment, good))]).toEqual(['http', 'relay', 'consume', 'sweep']);
});

it('lists every bad variable at once, and never a value', () => {
  const message = problemsOf({ ...good, PORT: 'eighty', DATABASE_URL: 'mysql://root:hunter2@h/d', INTERNAL_PUBLIC_KEY: undefined, WORK: 'everything' });
  for (const name of ['PORT', 'DATABASE_URL', 'INTERNAL_PUBLIC_KEY', 'WORK']) expect(message).toContain(name);
  expect(message).toContain('4 variable(s)');
  expect(message).not.toContain('hunter2');
});

it.each([['kafka', 'KAFKA_BOOTSTRAP'], ['embedded', 'BROKER_DATABASE_URL']])('BROKER=%s needs %s', (broker, variable) => {
  expect(problemsOf({ ...good, BROKER: broker, [variable]: undefined })).toContain(variable);
});
