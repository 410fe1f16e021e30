import { readFileSync } from 'node:fs';

// One root configuration: Jest projects would transform node_modules once per project (51 s cold instead of 18 s).
const { module: _module, ...swc } = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
swc.jsc.rewriteRelativeImportExtensions = false;

export default {
  roots: ['<rootDir>/libs', '<rootDir>/services', '<rootDir>/gateway/src', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  runtime: '<rootDir>/libs/testing/src/jest-runtime.cjs',
  testEnvironment: '<rootDir>/libs/testing/src/jest-environment.cjs',
  testSequencer: '<rootDir>/libs/testing/src/jest-sequencer.cjs',
  testEnvironmentOptions: { customExportConditions: ['@luyue/source', 'node', 'node-addons'] },
  // Specs run in a context of their own, where each look at a global asks a Proxy; given to a module they are variables. Not those that packages declare themselves (`const process = …`).
  sandboxInjectedGlobals: ['Array', 'Boolean', 'Date', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise', 'Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'WeakMap'],
  // Everything, node_modules too, becomes CommonJS: Nest 12 is ESM only and Jest's native ESM needs Node 24.
  transform: { '^.+\\.[mc]?[tj]s$': ['@swc/jest', { ...swc, swcrc: false, module: { type: 'commonjs' } }] },
  transformIgnorePatterns: [],
  setupFiles: ['reflect-metadata'],
  globalSetup: '<rootDir>/libs/testing/src/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/jest-global-teardown.mjs',
  cacheDirectory: '<rootDir>/.cache/jest',
  workerIdleMemoryLimit: '600MB',
  // A test of a room asks a whole service; on a busy machine that has taken four times as long as on a quiet one.
  testTimeout: 40_000,
  modulePathIgnorePatterns: ['<rootDir>/(libs|services)/[^/]+/dist/', '<rootDir>/gateway/dist/', '<rootDir>/gateway/console/dist/'],
};
