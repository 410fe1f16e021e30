import { pinyin } from 'pinyin-pro';

/** Longest run of initials that is kept: company names go on and on, and nobody types more. */
const MAX_INITIALS = 8;
/** Marks the tokens of a name, so that "names first" needs no second index. */
const NAME = '@';
const HAN = /\p{Script=Han}/u;
/** Pairs that nearly every address has: 单元, 栋2, 1室. `3栋` and `8号` stay, they tell one in ten from the rest. */
const EVERYWHERE = /^([栋幢座号楼单元层室户]{2}|[栋幢座号楼元层]\d|\d[单室])$/u;

/** A text as the search compares it: half width, lower case, without blanks and punctuation (dashes stay, they part house numbers). */
export const normalise = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}-]/gu, '');

/** A number as the search compares it: capital letters and digits only, so that dashes need not be typed. */
export const keyOf = (number: string): string => number.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Pairs of neighbouring characters with at least one Chinese one; pairs of digits alone would match half the town. */
function pairs(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((second, i) => characters[i]! + second).filter((pair) => HAN.test(pair) && !EVERYWHERE.test(pair));
}

/** First letters of a name in pinyin, family names read as such: 单志远 -> `szy`. Latin letters stand for themselves. */
function initialsOf(name: string): string {
  const letters = pinyin(normalise(name), { pattern: 'first', toneType: 'none', type: 'array', surname: 'head', nonZh: 'consecutive' });
  return letters.join('').toLowerCase().replace(/[^a-z]/g, '').slice(0, MAX_INITIALS);
}

/** Index tokens of a record: character pairs of name and address, the name's pairs once more marked as such, and its initials from two letters on. */
export function tokensOf(name: string, address: string): string[] {
  const names = pairs(normalise(name));
  const initials = initialsOf(name);
  const beginnings = Array.from({ length: Math.max(0, initials.length - 1) }, (_, i) => initials.slice(0, i + 2));
  return [...new Set([...names, ...names.map((pair) => NAME + pair), ...pairs(normalise(address)), ...beginnings])];
}

/** The text in which every word of a query is looked for: name, address, phone; line breaks keep a word from spanning two of them. */
export const searchTextOf = (name: string, address: string, phone: string): string => [normalise(name), normalise(address), keyOf(phone)].join('\n');

/** What somebody typed, decided by its shape. */
export type SearchQuery =
  | { shape: 'key'; key: string }
  | { shape: 'words'; words: string[]; tokens: string[]; nameTokens: string[] };

/**
 * Digits (or digits with letters) are a phone's tail, an account or a meter number; letters are initials; Chinese is name or address, and several
 * words must all match. Null for what is too short to mean anything: fewer than 3 digits, 2 letters or 2 Chinese characters.
 */
export function readQuery(typed: string): SearchQuery | null {
  const text = typed.normalize('NFKC').trim().replace(/^\+86/, '');
  const parts = text.split(/[\s,，、;；]+/).filter(Boolean);
  if (!HAN.test(text) && parts.every((part) => /^[\d-]+$/.test(part) || (/\d/.test(part) && /^[\w-]+$/.test(part)))) {
    const key = keyOf(text);
    return key.length >= 3 ? { shape: 'key', key } : null;
  }
  // Within an address `3-2-1102` are three words: the file says 3栋2单元1102室.
  const words = parts.flatMap((part) => part.split('-')).map(normalise).filter(Boolean);
  const tokens = [...new Set(words.flatMap((word) => (HAN.test(word) ? pairs(word) : /^[a-z]{2,}$/.test(word) ? [word.slice(0, MAX_INITIALS)] : [])))];
  if (!tokens.length) return null;
  return { shape: 'words', words: words.filter((word) => !/^[a-z]{2,}$/.test(word)), tokens, nameTokens: words.length === 1 && HAN.test(words[0]!) ? tokens.map((pair) => NAME + pair) : [] };
}
