import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { findings, follow, hasArrived, isDark, outline } from './in-page.mjs';
import type { Place } from './stage.mjs';
import { DESKTOP, journey, PHONE, PICTURES, settled, type Entrance, type World } from './world.ts';

/** The rules that look at colours. */
const OF_COLOUR = ['color-contrast', 'link-in-text-block'];
export const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

export interface Visit { route: string; address: string }
export interface Tour extends Entrance { of: Place; who: string; visits: Visit[] }
const plain = (...routes: string[]): Visit[] => routes.map((route) => ({ route, address: route }));

/** Whose tours each file of journeys takes; several files, so that browsers share the time. */
export const DESK = ['callTaker of east', 'dispatcher of east', 'supervisor of east'];
export const BEYOND_THE_DESK = ['supervisor of hq', 'admin of east', 'technician of east', 'agent of property', 'supervisor of property', 'manager of property', 'specialist of property', 'finance of property', 'archivist of property'];
export const ON_ROUNDS = ['supervisor of maker', 'leader of maker', 'superior of maker', 'visitor of maker', 'visitor2 of maker'];
export const ON_CHANNEL = [
  'engineer2 of device', 'account of device', 'engineer of device', 'headquarters of device',
  'manager of device', 'stationUser of device',
];

/** Who opens which page of the console. The addresses of records are those of the stage's working day. */
export async function tours(world: World): Promise<Tour[]> {
  const { east } = world.stage;
  const technician = await world.api('east', 'technician');
  const order = (await technician.get('/v1/utility-care/work-orders?assignee=me&status=on_site')).items[0];
  const [home] = world.stage.homesOf('stage');
  const account = (await technician.get(`/v1/utility-care/accounts?q=${home!.phone.slice(-4)}`)).items[0];
  const stop = (await (await world.api('maker', 'visitor')).get('/v1/distributor-visits/visits/today')).visits[0];
  const partsOf = (parts: string[]): Visit[] => parts.map((part) => ({ route: `/deals/:id${part}`, address: `/deals/${world.stage.deals.working}${part}` }));
  return [
    { of: 'east', who: 'callTaker', visits: [...plain('/switch', '/intake'), { route: '/accounts', address: `/accounts?q=${home!.phone.slice(-4)}` }, { route: '/accounts/:id', address: `/accounts/${account.id}` }] },
    { of: 'east', who: 'dispatcher', visits: [...plain('/cases', '/board'), { route: '/cases/:id', address: `/cases/${order.caseId}` }] },
    { of: 'east', who: 'supervisor', visits: [...plain('/', '/callbacks', '/obligations', '/inbox', '/outbox', '/transfers'), { route: '/transfers/:id', address: `/transfers/${world.stage.transfer}` }] },
    { of: 'hq', who: 'supervisor', visits: [{ route: '/compliance', address: `/compliance?clause=UC-7.3b&column=${east.tenantId}` }, ...plain('/rulebook', '/policies', '/calendar'), { route: '/policies/:key', address: '/policies/uc.fault.network.repairHours' }] },
    { of: 'east', who: 'admin', sandbox: true, visits: plain('/sandbox', '/users') },
    { of: 'property', who: 'agent', visits: [...plain('/deals/new', '/deals/new/excel'), { route: '/deals/:id/basics', address: `/deals/${world.stage.deals.signed}/basics` }] },
    { of: 'property', who: 'supervisor', visits: [...plain('/deals', '/payment-slips', '/utility-transfers', '/approvals', '/agreements', '/deal-callbacks'), { route: '/deal-templates/new', address: '/deal-templates/new?kind=mortgage' }, ...partsOf(['', '/documents', '/forms', '/money'])] },
    { of: 'property', who: 'manager', visits: plain('/deals/board', '/commissions', '/deal-templates', '/deal-forms') },
    { of: 'property', who: 'specialist', visits: [...plain('/deals/day'), ...partsOf(['/handover', '/utilities', '/clients', '/archive', '/record'])] },
    { of: 'property', who: 'finance', visits: [...plain('/reconciliations'), { route: '/reconciliations/:id', address: `/reconciliations/${world.stage.deals.reconciliation}` }] },
    { of: 'property', who: 'archivist', visits: plain('/deal-archive') },
    { of: 'maker', who: 'leader', visits: plain('/visit-opinions', '/visit-intelligence', '/visit-problems', '/visit-events', '/visit-measures', '/visit-analysis') },
    { of: 'maker', who: 'superior', visits: plain('/visit-plans', '/visits', '/visit-surveys', '/visit-gifts', '/visit-monthly-reports') },
    { of: 'maker', who: 'visitor2', visits: plain('/daily-reports', '/urgent-reports') },
    { of: 'maker', who: 'visitor', viewport: PHONE, isMobile: true, hasTouch: true, visits: [...plain('/visit-day'), { route: '/visit-day/:visitId', address: `/visit-day/${stop.plannedVisitId}` }] },
    { of: 'maker', who: 'supervisor', visits: [...plain('/visit-customers', '/visit-customers/import', '/visit-customers/purchases', '/visit-regions', '/visit-grading'), { route: '/visit-customers/:id', address: `/visit-customers/${world.stage.rounds.customer}` }] },
    { of: 'device', who: 'engineer2', visits: plain('/reachability', '/weekly-reports', '/outstation-monthly-reports', '/exchanges', '/trips', '/travel-claims') },
    { of: 'device', who: 'account', viewport: PHONE, isMobile: true, hasTouch: true, visits: plain('/outstation-day', '/outstation-day/weekly') },
    { of: 'device', who: 'engineer', visits: [...plain('/channel-network', '/spares', '/spare-loans', '/replacements', '/quality-issues', '/technical-support', '/operators', '/incidents'), { route: '/incidents/:id', address: `/incidents/${world.stage.channel.incident}` }] },
    { of: 'device', who: 'headquarters', visits: [...plain('/channel-regions', '/outstation-staff', '/staff-scores', '/rotations', '/conduct-records'), { route: '/outstation-staff/:id', address: `/outstation-staff/${world.stage.channel.person}` }] },
    { of: 'device', who: 'manager', visits: [...plain('/stations', '/station-duties', '/station-messages', '/repair-orders', '/station-settlements', '/fraud-cases'), { route: '/stations/:id', address: `/stations/${world.stage.channel.station}` }] },
    { of: 'device', who: 'stationUser', visits: plain('/repair-orders/new', '/repair-orders/import') },
    { of: 'east', who: 'technician', viewport: PHONE, isMobile: true, hasTouch: true, visits: [...plain('/field'), { route: '/field/:workOrderId', address: `/field/${order.id}` }] },
  ];
}

/**
 * What a page may not do in either language and either light. Rules that do not look at colours need not be asked again in the dark; a page of the second language has the same elements, so its words and headings are looked at.
 * With `from`, the address of the page before, the page is reached as by a link: in Chinese each has been opened by its address.
 */
export async function judge(page: Page, { route, address }: Visit, language: 'zh' | 'en', from = address): Promise<string[]> {
  const found: string[] = [];
  const refused = (answer: { status(): number; url(): string }) => answer.status() >= 400 && found.push(`${answer.status()} ${answer.url()}`);
  page.on('response', refused);
  await page.emulateMedia({ colorScheme: 'light' });
  // Pages of one record share a frame and its heading, so that nobody sees when the next one has come.
  if (sectionOf(from) === sectionOf(address)) {
    await page.goto(address);
    await settled(page);
  } else {
    await page.evaluate(follow, address);
    await page.waitForFunction(hasArrived);
  }
  const { lang, headings } = await page.evaluate(outline);
  if (lang !== (language === 'zh' ? 'zh-CN' : 'en')) found.push(`html lang is ${lang}`);
  if (headings.length !== 1) found.push(`${headings.length} h1: ${headings.join(', ')}`);
  if (language === 'zh') {
    found.push(...(await page.evaluate(findings, null)).map((each) => `light ${each}`));
    await draw(page, route, 'light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForFunction(isDark);
    found.push(...(await page.evaluate(findings, OF_COLOUR)).map((each) => `dark ${each}`));
    await draw(page, route, 'dark');
  }
  page.off('response', refused);
  return found.map((each) => `${route} ${language}: ${each}`);
}

const sectionOf = (address: string) => address.split(/[/?]/)[1];

/** A page of the desk on the desk, and once as narrow as a phone; a page of the phone on the phone. Only for who wants to look: it takes a sixth of the time. */
async function draw(page: Page, route: string, mode: 'light' | 'dark'): Promise<void> {
  if (!process.env['PICTURES']) return;
  const name = route === '/' ? 'today' : route.slice(1).replaceAll(/\W+/g, '-');
  const own = page.viewportSize()!;
  for (const viewport of own.width === DESKTOP.width && mode === 'light' ? [PHONE, own] : [own]) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: join(PICTURES, `${name}-${viewport.width}-${mode}.png`) });
  }
}

export const speak = (page: Page, language: 'zh' | 'en') => page.evaluate(`localStorage.setItem('luyue.preferences', JSON.stringify({ language: '${language}' }))`);

/** The journeys of these people, each through the pages of a tour. */
export function judgeToursOf(world: World, people: string[]): void {
  describe.each(people)('WCAG 2.2 AA: the pages of %s', (person) => {
    journey(world, 'have one heading and the language of their words in both languages, and no serious finding in either light', async () => {
      const { visits, of, who, ...entrance } = (await tours(world)).find((tour) => `${tour.who} of ${tour.of}` === person)!;
      const page = await world.enter(of, who, { ...entrance, at: null, before: (fresh) => fresh.addInitScript(axe) });
      const found: string[] = [];
      for (const visit of visits) found.push(...(await judge(page, visit, 'zh')));
      await speak(page, 'en');
      for (const [n, visit] of visits.entries()) found.push(...(await judge(page, visit, 'en', visits[n - 1]?.address)));
      expect(found).toEqual([]);
    });
  });
}
