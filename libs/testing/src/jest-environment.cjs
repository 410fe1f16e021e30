// One context for all specs of a worker: what they keep of each other's modules (jest-runtime.cjs) must know one `Date`, one `Error`.
const { TestEnvironment } = require('jest-environment-node');

/** Where Jest notes down who listens to a spec's progress; each spec brings its own. */
const LISTENERS = Symbol.for('EVENT_HANDLERS');
let context;

module.exports = class EnvironmentOfAWorker extends TestEnvironment {
  constructor(config, of) {
    if (context) return context;
    super(config, of);
    context = this;
  }

  async setup() {
    delete this.global[LISTENERS];
    await super.setup();
  }

  async teardown() {}
};
