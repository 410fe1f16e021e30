// What a worker has loaded for one spec, it keeps for the next: loading Nest, TypeORM and a service anew took half the time of a small spec.
// Specs themselves, their harnesses and stages are loaded for each. A spec that replaces modules (`jest.mock`), declares events (the catalogue would keep them), or says `@own-modules`, has a registry of its own.
const { readFileSync } = require('node:fs');
const Runtime = require('jest-runtime').default;

const LASTING = /[\\/](node_modules|libs[\\/](?!testing)[\w-]+[\\/]src|services[\\/][\w-]+[\\/]src|gateway[\\/]src)[\\/]/;
const OF_A_SPEC = /\.(spec|harness)\.ts$/;
const ALONE = /\bjest\.(mock|doMock|unstable_mockModule|resetModules|isolateModules)|^@Event\(|@own-modules/m;

const kept = new Map();

module.exports = class RuntimeThatKeeps extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig) {
    super(config, environment, resolver, transformer, cacheFS, coverageOptions, testPath, globalConfig);
    this.alone = ALONE.test(readFileSync(testPath, 'utf8'));
    if (!this.alone) this.registries.moduleRegistry = kept;
  }

  // What was kept may load more, later and through the runtime that loaded it: that one stays whole and open.
  teardown() {
    if (this.alone) return super.teardown();
    for (const path of kept.keys()) if (!LASTING.test(path) || OF_A_SPEC.test(path)) kept.delete(path);
    this.restoreAllMocks();
    this.registries.internalModuleRegistry.clear();
    this.testState.enterTestCode();
  }
};
