// What takes longest begins first: begun last, it would leave the other worker with nothing to do. Jest itself goes by the size of a file, or by its last time, which a fresh clone does not know.
const { default: Sequencer } = require('@jest/test-sequencer');

/** Files that take more than some twenty seconds, longest first. */
const LONG = [
  /faults\/probes\./, /faults\/simulation\./, /journeys\/screens-/, /acceptance\/openapi\./, /acceptance\/smoke\./, /journeys\/deal-/, /faults\/row-security\./, /journeys\/screens\./,
  /demo-\w+\.spec/, /architecture\/new-context\./, /broker-contract\./,
];
const rank = ({ path }) => {
  const at = LONG.findIndex((name) => name.test(path.replaceAll('\\', '/')));
  return at === -1 ? LONG.length : at;
};

module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    return [...(await super.sort(tests))].sort((a, b) => rank(a) - rank(b));
  }
};
