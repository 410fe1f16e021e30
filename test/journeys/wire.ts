import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import type { Page } from 'playwright-core';

/**
 * The way from one phone to the platform, which a journey can cut. A browser that is told to be offline lets a page that reloads,
 * and its service worker, through for a moment; here nothing passes until it is mended.
 */
export class Wire {
  url!: string;
  private whole = true;
  private readonly ends = new Set<Socket>();
  private readonly server = createServer((near) => this.join(near));

  constructor(private readonly platform: string) {}

  async open(): Promise<this> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  /** No signal: what is on its way is lost, and nobody answers. */
  async cut(page: Page): Promise<void> {
    this.whole = false;
    for (const end of this.ends) end.destroy();
    await page.context().setOffline(true);
  }

  async mend(page: Page): Promise<void> {
    this.whole = true;
    await page.context().setOffline(false);
  }

  close(): void {
    this.server.close();
    for (const end of this.ends) end.destroy();
  }

  private join(near: Socket): void {
    if (!this.whole) return void near.destroy();
    const { hostname, port } = new URL(this.platform);
    const far = connect(Number(port), hostname);
    for (const end of [near, far]) {
      this.ends.add(end);
      end.on('close', () => this.ends.delete(end));
    }
    pipeline(near, far, near, () => undefined);
  }
}
