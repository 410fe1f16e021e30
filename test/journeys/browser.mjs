// A real browser from npm: headless Chromium with its libraries, and a Chinese font that the machine need not have.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
// Not the package's own list: its one process dies with the first window that closes, and it switches off rules of the web that the console relies on.
// Drawn by the processor at once: a graphics card that the processor imitates took as long again as the page itself.
const ARGUMENTS = ['--no-sandbox', '--headless=shell', '--disable-gpu', '--font-render-hinting=none'];

/** Chromium reads its fonts from where this points: the Chinese ones of npm, or the Latin ones that the browser's package has unpacked. */
function fontConfiguration(folder, fonts) {
  const file = join(folder, 'fonts.conf');
  const from = fonts ? dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json')) : join(tmpdir(), 'fonts', 'fonts');
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${from}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`);
  return file;
}

/**
 * @param {{fonts?: boolean}} [options] `fonts: false` leaves the Chinese font out, to show that a test notices
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser({ fonts = true } = {}) {
  // Both must stand in the environment before the package is loaded: it unpacks the libraries that they ask for.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  const { chromium: playwright } = await import('playwright-core');
  const executablePath = process.env.LUYUE_CHROME ?? (await chromium.executablePath());
  const folder = mkdtempSync(join(tmpdir(), 'luyue-browser-'));
  const launch = () => playwright.launch({ executablePath, args: ARGUMENTS, headless: true, env: { ...process.env, FONTCONFIG_FILE: fontConfiguration(folder, fonts) } });
  // Chromium was seen to die of a signal before its first word, which tells nothing of the console.
  const browser = await launch().catch(launch);
  browser.on('disconnected', () => rmSync(folder, { recursive: true, force: true }));
  return browser;
}
