import type { Browser } from 'playwright-core';

export function launchBrowser(options?: { fonts?: boolean }): Promise<Browser>;
