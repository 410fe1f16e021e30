// The console's entry as a phone or an old desktop meets it: CPU a quarter, 9 Mbit/s, 60 ms.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '../../infra/local/services.mjs';
import { launchBrowser } from '../journeys/browser.mjs';
import { median } from './load.mjs';
import { row } from './row.mjs';
import { openStage } from './stage.mjs';

const NETWORK = { offline: false, latency: 60, downloadThroughput: (9 * 1e6) / 8, uploadThroughput: (9 * 1e6) / 8 };

export async function consoleBench({ note }) {
  const { buildConsole } = await import('../../infra/build/console.mjs');
  await buildConsole();
  const stage = await openStage();
  let browser;
  try {
    const tenancy = await stage.service('tenancy', { WORK: 'http' });
    const gateway = await stage.gateway(tenancy, tenancy);
    browser = await launchBrowser();
    const paints = [];
    let scripts = new Set();
    for (let i = 0; i < 6; i += 1) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' });
      const page = await context.newPage();
      const devtools = await context.newCDPSession(page);
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', NETWORK);
      await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
      scripts = new Set();
      page.on('response', (response) => { if (/\/assets\/.*\.js$/.test(response.url())) scripts.add(response.url().split('/').pop()); });
      await page.addInitScript(() => {
        globalThis.largest = 0;
        new PerformanceObserver((list) => { for (const entry of list.getEntries()) globalThis.largest = entry.startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
      });
      await page.goto(`${gateway.url}/sign-in`, { waitUntil: 'load' });
      await page.waitForTimeout(1_500);
      // The first one fills the caches of the machine, not of the browser.
      if (i) paints.push(await page.evaluate(() => globalThis.largest));
      await context.close();
    }
    note(`largest paints ${paints.map(Math.round).join(', ')} ms`);
    const assets = join(root, 'gateway', 'console', 'dist', 'assets');
    const size = (names) => names.reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0) / 1_024;
    const fieldChunks = readdirSync(assets).filter((name) => /^(Field|field)/.test(name) && name.endsWith('.js'));
    note(`phone chunks: ${fieldChunks.join(', ')}`);
    return [
      row('console entry, largest paint', median(paints) / 1_000, 's', { most: 1.7 }, 'sign-in page, CPU ÷4, 9 Mbit/s, 60 ms, median of 5'),
      row('console entry, scripts', size([...scripts]), 'kB gzip', { most: 350 }, `${scripts.size} files`),
    ];
  } finally {
    await browser?.close();
    await stage.close();
  }
}
