import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { eventually } from './arrange.mjs';
import { launchBrowser } from './browser.mjs';
import { findings, showCharacter, takeCharacterAway } from './in-page.mjs';
import { axe, BEYOND_THE_DESK, DESK, judge, judgeToursOf, ON_CHANNEL, ON_ROUNDS, speak, tours } from './tours.ts';
import { journey, openWorld, PICTURES, settled } from './world.ts';

const world = openWorld();

/** Whether two Chinese characters look different: without a font each is the same box or nothing. */
async function drawsChinese(page: Page): Promise<boolean> {
  const pictures: string[] = [];
  for (const character of ['履', '约']) {
    await page.evaluate(showCharacter, character);
    pictures.push((await page.locator('#one-character').screenshot()).toString('base64'));
  }
  await page.evaluate(takeCharacterAway);
  return pictures[0] !== pictures[1];
}

beforeAll(() => mkdirSync(PICTURES, { recursive: true }));

journey(world, 'every route of the console is on a tour', async () => {
  const all = await tours(world);
  const pages = join(__dirname, '..', '..', 'gateway', 'console', 'src');
  const sources = [join(pages, 'shell', 'routes.tsx'), ...readdirSync(pages).map((folder) => join(pages, folder, 'section.ts')).filter((file) => existsSync(file) && !file.includes('shell'))];
  const routes = sources.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/^ +route\('([^']+)'/gm)].map(([, path]) => path!));
  // Each tour is taken by one of the two files.
  expect(all.map(({ who, of }) => `${who} of ${of}`).toSorted()).toEqual([...DESK, ...BEYOND_THE_DESK, ...ON_ROUNDS, ...ON_CHANNEL].toSorted());
  expect(routes.length).toBeGreaterThan(15);
  expect([...all.flatMap(({ visits }) => visits.map(({ route }) => route)), '/sign-in'].toSorted()).toEqual(routes.toSorted());
});

judgeToursOf(world, DESK);

journey(world, 'WCAG 2.2 AA: the sign-in page; and Chinese is really drawn', async () => {
  const page = await world.window({ at: null, before: (fresh) => fresh.addInitScript(axe) });
  const visit = { route: '/sign-in', address: '/sign-in' };
  // Nobody has signed in yet, and the browser is told so.
  const asked = (each: string) => !each.includes('401') || !each.endsWith('/v1/tenancy/sessions/refresh');
  expect((await judge(page, visit, 'zh')).filter(asked)).toEqual([]);
  expect(await drawsChinese(page)).toBe(true);
  await speak(page, 'en');
  expect((await judge(page, visit, 'en')).filter(asked)).toEqual([]);
});

journey(world, 'planted: in a browser without a Chinese font the same check fails', async () => {
  const bare = await launchBrowser({ fonts: false });
  try {
    const page = await bare.newPage({ baseURL: world.stage.url });
    await page.goto('/sign-in');
    expect(await drawsChinese(page)).toBe(false);
  } finally {
    await bare.close();
  }
});

journey(world, 'planted: an unnamed button and grey on grey are found', async () => {
  const page = await world.window({ before: (fresh) => fresh.addInitScript(axe), at: '/sign-in' });
  await settled(page);
  await page.evaluate(`document.querySelector('main').insertAdjacentHTML('beforeend', '<button type="button"></button><p style="color:#999;background:#aaa">grey</p>')`);
  const found = await eventually('axe has looked', () => page.evaluate(findings, null));
  expect(found.map((each) => each.split(':')[0]).toSorted()).toEqual(['button-name', 'color-contrast']);
});
