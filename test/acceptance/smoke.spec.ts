import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removePostgresData } from '../../infra/local/postgres.mjs';

const LAUNCHER = join(__dirname, '..', '..', 'infra', 'local', 'start.mjs');
/** What each step of the main jobs says when it has been done. */
const STEPS = [
  /^ +1 江州燃气集团 with 城东燃气公司 and 城西燃气公司, unrelated 海州燃气公司; each has a sandbox twin; 60 households a company$/m,
  /^ +2 SL\S+ 报修 opened for .+; UC-7\.3a due \S+, UC-7\.3b due \S+, policy version \d+$/m,
  /^ +3 不能派给吴志远，缺管网检修上岗资格 \(UC-10a\)$/m,
  /^ +4 SL\S+ 报警: accept by \S+; graded major, the leader got .+ and acknowledged: UC-5\.1c met$/m,
  /^ +5 headquarters: 江州燃气集团, 城东燃气公司, 城西燃气公司; UC-7\.3a in time .+ evidence [1-9]/m,
  /^ +6 headquarters set 20 h from \S+: SL\S+ keeps 24 h, SL\S+ has 20 h; the subsidiary is refused 22 h \(policy_looser PF-2\) and may tighten: SL\S+ has 18 h$/m,
  /^ +7 安居地产集团 with 江州公司 and 海州公司; the sandboxes begin on 2026-09-18$/m,
  /PB-4\.1b met, due 2026-09-20T16:00:00\.000Z; an agent was refused \(PB-4\.1b\)$/m,
  /headquarters: PB-4\.1a in time .+, late CJ\S+; the sister company: not_found$/m,
  /^ +8 远航家电 of 远航集团: two business units, a region with 2 technicians and its salesperson, 5 customers; the sandboxes begin on 2026-09-20$/m,
  /October rolled down from it: .+: DV-5 met, due 2026-09-28T16:00:00\.000Z$/m,
  /without market\.policies refused \(DV-9a\), completed: DV-9a met, due 2026-10-08T16:00:00\.000Z; triaged: DV-9b met/m,
  /refused while 1 daily is unread \(DV-10\), then submitted: DV-10 met, due 2026-11-05T16:00:00\.000Z; 许诺 read it$/m,
  /headquarters, in time of those due in October: .+; missed 每月巡访情况报告书 \S*2026-09\S*$/m,
  /^ +9 华信通信 of 华信集团: a customer service department, 12 regions, 60 stations, 12 of them with users of their own; the sandboxes begin on 2026-02-26$/m,
  /a ping on 2 April at 23:45 is due 2026-04-03T00:15:\S+, answered at 08:10: OC-3\.1\.2a met$/m,
  / and 2000 from Excel; back came row 2002 .+; row 2003 .+; row 2004 .+; row 2005 .+$/m,
  /2026-03 settled: 60 statements, 2591 orders, .+, 1 order held; disputed, the case dismissed, drawn again with 2002 .+, confirmed by the station, paid$/m,
  /2026-Q1 ranked: .+: OC-4\.2 met, due 2026-04-15T16:00:00\.000Z$/m,
  /and only then ended: OC-4\.6 met, due 2026-04-27T16:00:00\.000Z$/m,
  /headquarters, in time of those due in April: OC-1\.3 .+/m,
];

let data: string;
let launcher: ChildProcess | undefined;

beforeAll(() => { data = mkdtempSync(join(tmpdir(), 'luyue-smoke-')); });
afterAll(async () => {
  if (launcher && launcher.exitCode === null && launcher.signalCode === null) {
    launcher.kill('SIGTERM');
    await once(launcher, 'exit');
  }
  removePostgresData(join(data, 'postgres'));
  rmSync(data, { recursive: true, force: true });
});

test('PF-18 one command starts everything, a process each on the embedded broker, plays the main jobs from end to end, stops and exits 0', async () => {
  launcher = fork(LAUNCHER, ['--smoke', '--broker', 'embedded', '--processes', '--no-demo', '--data', data, '--port', '4600'], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { ...process.env, LUYUE_TEST_RUN: '' } });
  let said = '';
  for (const stream of [launcher.stdout!, launcher.stderr!]) stream.on('data', (text) => { said += text; });
  const [code] = await once(launcher, 'exit');
  expect({ code, end: code === 0 ? '' : said.slice(-3_000) }).toEqual({ code: 0, end: '' });
  for (const step of STEPS) expect(said).toMatch(step);
  expect(said).toMatch(/embedded log in PostgreSQL: --broker embedded/);
}, 240_000);
