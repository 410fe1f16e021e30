// What runs inside the page: each function is sent there as text, so it uses nothing of this file and nothing of Node.

/**
 * What axe finds serious or critical, as `rule: element`. axe-core must be in the page.
 * @param {string[] | null} rules only these; null is all of them
 */
export async function findings(rules) {
  const { violations } = await globalThis.axe.run(document, { resultTypes: ['violations'], ...(rules && { runOnly: { type: 'rule', values: rules } }) });
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target.join(' ')}${any[0] ? ` (${any[0].message})` : ''}`));
}

/** Puts a character alone into a box of the page's own type, so that its picture can be taken. */
export function showCharacter(character) {
  document.getElementById('one-character')?.remove();
  const box = document.createElement('div');
  box.id = 'one-character';
  box.textContent = character;
  box.style.cssText = 'position:fixed;inset:0 auto auto 0;width:64px;height:64px;font-size:48px;line-height:64px;background:#fff;color:#000;z-index:99999';
  document.body.append(box);
}

export const takeCharacterAway = () => document.getElementById('one-character')?.remove();

/** What a thumb of 44 px would miss: visible controls that are smaller, as `name width x height`. */
export function smallTargets() {
  const controls = [...document.querySelectorAll('a[href], button, input:not([type=file]), select, textarea, label:has(input), summary, [role=button]')];
  return controls.flatMap((control) => {
    const { width, height, right, bottom } = control.getBoundingClientRect();
    const shown = width > 0 && height > 0 && right > 0 && bottom > 0 && getComputedStyle(control).visibility !== 'hidden';
    if (!shown || (width >= 44 && height >= 44)) return [];
    return [`${control.tagName.toLowerCase()} ${(control.getAttribute('aria-label') ?? control.textContent ?? '').trim().slice(0, 20)} ${Math.round(width)} x ${Math.round(height)}`];
  });
}

/** By how many pixels the page is wider than the window. */
export const sidewaysBy = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;

/** Whether the phone has kept its shell: page, script and style of the present release. */
export async function shellIsKept() {
  const kept = await caches.match('/');
  const assets = performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ pathname }) => pathname.startsWith('/assets/'));
  return Boolean(kept) && (await Promise.all(assets.map(({ pathname }) => caches.match(pathname)))).every(Boolean);
}

/** What a screen reader is told of the document. */
export const outline = () => ({ lang: document.documentElement.lang, headings: [...document.querySelectorAll('h1')].map((h1) => h1.textContent) });

/** Whether the keyboard is in the element of this selector, or inside it. */
export const focusIsIn = (selector) => Boolean(document.activeElement?.closest(selector));

export const nothingIsLoading = () => document.querySelector('h1') !== null && document.querySelector('[aria-busy="true"]') === null;

/** Goes to another page of the console without loading it anew, as a link does. */
export function follow(address) {
  document.querySelector('h1').dataset.left = 'true';
  history.pushState(null, '', address);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Whether another page than the one that was left shows its heading, and nothing is being loaded any more. */
export const hasArrived = () => document.querySelector('h1:not([data-left])') !== null && document.querySelector('[aria-busy="true"]') === null;

export const isDark = () => getComputedStyle(document.documentElement).colorScheme === 'dark';
