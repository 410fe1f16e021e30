// A real browser from npm: headless Chromium with its libraries, and a Chinese font that the machine need not have.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** Chromium reads its fonts from where this points; without a Chinese one every glyph would be the same box. */
function fontConfiguration(folder) {
  const fonts = dirname(require.resolve('@expo-google-fonts/noto-sans-sc/package.json'));
  const file = join(folder, 'fonts.conf');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>`);
  return file;
}

/**
 * @param {{fonts?: boolean}} [options] `fonts: false` leaves the Chinese font out, to show that a test notices
 * @returns {Promise<import('playwright-core').Browser>}
 */
export async function launchBrowser({ fonts = true } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-browser-'));
  // Both must stand in the environment before the package is loaded: it unpacks the libraries that they ask for.
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
  const { default: chromium } = await import('@sparticuz/chromium');
  const { chromium: playwright } = await import('playwright-core');
  const executablePath = process.env.LUYUE_CHROME ?? (await chromium.executablePath());
  const fontsFile = fonts ? fontConfiguration(folder) : (() => { mkdirSync(folder, { recursive: true }); const file = join(folder, 'none.conf'); writeFileSync(file, '<?xml version="1.0"?><fontconfig></fontconfig>'); return file; })();
  return playwright.launch({ executablePath, args: [...chromium.args, '--no-sandbox'], headless: true, env: { ...process.env, FONTCONFIG_FILE: fontsFile } });
}
