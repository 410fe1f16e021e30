import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { testPlatform } from '@luyue/testing/platform';
import { launchBrowser } from './browser.mjs';
import { focusIsIn, nothingIsLoading, sidewaysBy, smallTargets } from './in-page.mjs';
import { openStage, type Caller, type Place, type Stage } from './stage.mjs';
import { Wire } from './wire.ts';

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };
/** Pictures of the run, for a person to look at. */
export const PICTURES = join(__dirname, '..', '..', '.cache', 'screenshots');

export interface Entrance extends BrowserContextOptions {
  /** The address to open, `/` when not given; null opens none. */
  at?: string | null;
  sandbox?: boolean;
  /** The wire that the window is on, for a journey that cuts it. */
  wire?: Wire;
  /** Called before the page is opened, for what must stand before its first script. */
  before?: (page: Page) => Promise<unknown>;
}

/** What one file of journeys shares: the stage, one browser, and windows that close with each journey. Where people stay, each keeps a browser of their own, signed in and warm, for all journeys of the file. */
export class World {
  stage!: Stage;
  private browser!: Browser;
  private readonly windows: BrowserContext[] = [];
  private readonly wires: Wire[] = [];
  private readonly staying = new Map<string, BrowserContext>();
  private readonly callers = new Map<string, Promise<Caller>>();
  /** What no journey may cause: errors in a console, requests to other origins. */
  private readonly trouble: string[] = [];

  constructor(private readonly stay: boolean) {}

  async open(): Promise<void> {
    this.stage = await openStage(await testPlatform());
    this.browser = await launchBrowser();
  }

  close(): Promise<void> { return this.browser?.close(); }

  /** A caller of the API in somebody's name, for what the journey finds already done. */
  api(of: Place, key: string, sandbox = false): Promise<Caller> {
    const name = `${of} ${key} ${sandbox}`;
    const caller = this.callers.get(name) ?? this.stage.api(of, key, sandbox);
    this.callers.set(name, caller);
    return caller;
  }

  /** A wire of its own, until the journey ends. */
  async wire(): Promise<Wire> {
    const wire = await new Wire(this.stage.url).open();
    this.wires.push(wire);
    return wire;
  }

  /** A new window that nobody has signed in to. */
  async window({ at = '/', before, sandbox: _sandbox, wire, ...options }: Entrance = {}): Promise<Page> {
    const baseURL = wire?.url ?? this.stage.url;
    const context = await this.browser.newContext({ baseURL, viewport: DESKTOP, locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', ...options });
    context.setDefaultTimeout(30_000);
    this.windows.push(context);
    const page = await context.newPage();
    this.watch(page, baseURL);
    await before?.(page);
    if (at !== null) await page.goto(at);
    return page;
  }

  /** A new window of somebody who has signed in; the sign-in page has a journey of its own. */
  async enter(of: Place, key: string, { at = '/', ...entrance }: Entrance = {}): Promise<Page> {
    const name = `${of} ${key} ${Boolean(entrance.sandbox)}`;
    const known = this.staying.get(name);
    const page = known ? await known.newPage() : await this.window({ ...entrance, at: null });
    if (known) this.watch(page, this.stage.url);
    else await this.signIn(page, of, key, entrance.sandbox);
    if (this.stay && !known) this.staying.set(name, this.windows.pop()!);
    if (at !== null) await page.goto(at);
    return page;
  }

  private async signIn(page: Page, of: Place, key: string, sandbox = false): Promise<void> {
    const { people, tenantId, sandboxId } = this.stage[of];
    const answer = await page.request.post('/v1/tenancy/sessions', { data: { account: people[key]!.account, password: this.stage.password, tenantId: sandbox ? sandboxId : tenantId } });
    if (!answer.ok()) throw new Error(`${key} of ${of} could not sign in: ${answer.status()} ${await answer.text()}`);
  }

  private watch(page: Page, origin: string): void {
    const where = () => new URL(page.url()).pathname;
    page.on('pageerror', (error) => this.trouble.push(`${where()} threw ${error.message}`));
    page.on('console', (message) => {
      // The browser writes down every refusal; those are the journeys' own business.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.trouble.push(`${where()} console: ${message.text().slice(0, 300)}`);
    });
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !/^(data|blob):/.test(request.url())) this.trouble.push(`${where()} asked ${request.url()}`);
    });
  }

  /** Ends a journey: closes its windows and tells what went wrong in them unasked. */
  async leave(): Promise<string[]> {
    await Promise.all([...this.windows.splice(0).map((context) => context.close()), ...[...this.staying.values()].flatMap((context) => context.pages().map((page) => page.close()))]);
    for (const wire of this.wires.splice(0)) wire.close();
    return this.trouble.splice(0);
  }

  async keepPictures(title: string): Promise<void> {
    const folder = join(PICTURES, 'failed');
    mkdirSync(folder, { recursive: true });
    const pages = [...this.windows, ...this.staying.values()].flatMap((context) => context.pages());
    await Promise.all(pages.map((page, n) => page.screenshot({ path: join(folder, `${title.replaceAll(/[^\w.-]+/g, '-').slice(0, 80)}-${n + 1}.png`) }).catch(() => undefined)));
  }
}

/** Opens the world of a file before its journeys and closes it after them. `stay` is for journeys that share a record: nobody signs in twice. */
export function openWorld({ stay = false } = {}): World {
  const world = new World(stay);
  // The first file of a run waits for a whole platform and builds the stage.
  beforeAll(() => world.open(), 180_000);
  afterAll(() => world.close(), 30_000);
  return world;
}

/** A test that keeps pictures of its windows when it fails, and fails for errors that the page swallowed. */
export function journey(world: World, title: string, body: () => Promise<void>): void {
  test(title, async () => {
    try {
      await body();
    } catch (error) {
      await world.keepPictures(title);
      const trouble = await world.leave();
      if (error instanceof Error && trouble.length > 0) error.message += `\nMeanwhile: ${trouble.join('; ')}`;
      throw error;
    }
    expect(await world.leave()).toEqual([]);
  }, 120_000);
}

/** Waits until the page shows its heading and nothing is being loaded any more. */
export const settled = (page: Page) => page.waitForFunction(nothingIsLoading);

/** Waits until the keyboard is in the element of this selector, or inside it. */
export const focusIn = (page: Page, selector: string) => page.waitForFunction(focusIsIn, selector);

/** Everything on the page can be reached by a thumb, and nothing hangs over the edge. */
export async function expectRoomForThumbs(page: Page): Promise<void> {
  expect(await page.evaluate(sidewaysBy)).toBe(0);
  expect(await page.evaluate(smallTargets)).toEqual([]);
}
