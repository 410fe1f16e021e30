// `npm run evidence:verify -- FILE.zip [HEAD]`: checks an evidence pack (证据包) with nothing but Node and the file. Exit code 0 when it is whole, 1 when it is not.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';

const [END, CENTRAL, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
/** An entry is a text of ours or an upload of 10 MiB; whoever says more is up to something. */
const MOST_BYTES = 256 * 1_048_576;
const sha256 = (content) => createHash('sha256').update(content).digest('hex');

/**
 * What is wrong with the pack, in words; nothing where it is whole. `expectedHead` is the value on the deal's timeline: without it a pack that was made up
 * altogether, manifest included, cannot be told from a true one.
 * @param {string} file @param {string} [expectedHead] @returns {{faults: string[], about: object | null, head: string | null, entries: number}}
 */
export function verifyEvidence(file, expectedHead) {
  const zip = openSync(file, 'r');
  try {
    return check(zip, expectedHead);
  } catch (error) {
    return { faults: [error.message], about: null, head: null, entries: 0 };
  } finally {
    closeSync(zip);
  }
}

function check(zip, expectedHead) {
  const found = directory(zip);
  if (found[0]?.path !== 'manifest.json') throw new Error('清单不在最前 the manifest is not the first entry');
  const { about, start, entries, head } = JSON.parse(contentOf(zip, found[0]).toString('utf8'));
  const faults = [];
  const present = new Set(found.map(({ path }) => path));
  const listed = new Set(entries.map(({ path }) => path));
  if (present.size !== found.length) faults.push('有重名的条目 an entry is there twice');
  for (const { path } of entries) if (!present.has(path)) faults.push(`缺少 missing: ${path}`);
  for (const { path } of found.slice(1)) if (!listed.has(path)) faults.push(`多出 not in the manifest: ${path}`);
  if (sha256(JSON.stringify(about)) !== start) faults.push('清单抬头被改过 the head of the manifest was changed');
  faults.push(...chainFaults(start, entries, head), ...orderFaults(found.slice(1), entries));
  const byPath = new Map(found.map((entry) => [entry.path, entry]));
  for (const { path, bytes, sha256: hash } of entries.filter((entry) => present.has(entry.path))) {
    const content = read(zip, byPath.get(path));
    if (!content || content.length !== bytes || sha256(content) !== hash) faults.push(`内容被改过 changed: ${path}`);
  }
  if (expectedHead && expectedHead !== head) faults.push(`校验值不符 the chain ends in ${head}, not in ${expectedHead}`);
  return { faults, about, head, entries: entries.length };
}

/** Each link holds the one before it and the entry's own position, path, size and hash. */
function chainFaults(start, entries, head) {
  let chain = start;
  for (const [i, entry] of entries.entries()) {
    chain = sha256([chain, i + 1, entry.path, entry.bytes, entry.sha256].join('\n'));
    if (entry.position !== i + 1 || entry.chain !== chain) return [`清单从第 ${i + 1} 项起断链 the chain is broken at entry ${i + 1}: ${entry.path}`];
  }
  return chain === head ? [] : ['清单末尾断链 the chain is broken at its end'];
}

/** The zip has its entries in the order of the manifest; what is missing or too much is told elsewhere. */
function orderFaults(found, entries) {
  const [inZip, inManifest] = [found.map(({ path }) => path), entries.map(({ path }) => path)];
  const both = inManifest.filter((path) => inZip.includes(path));
  const moved = inZip.filter((path) => both.includes(path)).findIndex((path, i) => path !== both[i]);
  return moved < 0 ? [] : [`顺序被改过 out of order from: ${both[moved]}`];
}

function directory(zip) {
  const { size } = fstatSync(zip);
  const tail = bytes(zip, Math.max(0, size - 65_557), Math.min(size, 65_557));
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (at < 0 || tail.readUInt32LE(at) !== END) throw new Error('不是完整的 zip not a whole zip file');
  const [count, length, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
  if (count === 0xffff || offset === 0xffffffff) throw new Error('zip64 不支持 zip64 is not supported');
  const central = bytes(zip, offset, length);
  const entries = [];
  for (let p = 0; entries.length < count;) {
    if (p + 46 > central.length || central.readUInt32LE(p) !== CENTRAL) throw new Error('zip 目录已损坏 the directory of the zip is damaged');
    const [method, packed, unpacked] = [central.readUInt16LE(p + 10), central.readUInt32LE(p + 20), central.readUInt32LE(p + 24)];
    const [name, extra, comment] = [central.readUInt16LE(p + 28), central.readUInt16LE(p + 30), central.readUInt16LE(p + 32)];
    entries.push({ path: central.toString('utf8', p + 46, p + 46 + name), method, packed, unpacked, offset: central.readUInt32LE(p + 42) });
    p += 46 + name + extra + comment;
  }
  return entries;
}

function contentOf(zip, entry) {
  const content = read(zip, entry);
  if (!content) throw new Error(`读不出 cannot be read: ${entry.path}`);
  return content;
}

/** The content of an entry; null where it cannot be unpacked. */
function read(zip, { method, packed, unpacked, offset }) {
  if (Math.max(packed, unpacked) > MOST_BYTES) return null;
  const head = bytes(zip, offset, 30);
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) return null;
  const content = bytes(zip, offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28), packed);
  if (method === 0) return content;
  try {
    return method === 8 ? inflateRawSync(content, { maxOutputLength: Math.max(unpacked, 1) }) : null;
  } catch {
    return null;
  }
}

function bytes(zip, from, length) {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(zip, buffer, 0, length, from));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [file, expectedHead] = process.argv.slice(2);
  if (!file) {
    console.error('npm run evidence:verify -- FILE.zip [HEAD]');
    process.exit(2);
  }
  const { faults, about, head, entries } = verifyEvidence(file, expectedHead);
  if (about) console.log(`${about.tenant} ${about.dealNumber} ${about.dealTitle}\n${about.madeAt} ${about.madeBy}：${about.reason}\n${entries} 项 entries，校验值 head ${head}`);
  for (const fault of faults) console.error(`✗ ${fault}`);
  if (!faults.length) console.log(expectedHead ? '✓ 完整，与校验值一致 whole, and the one that was made' : '✓ 完整；请与成交时间线上的校验值核对 whole; compare the head with the one on the deal\'s timeline');
  process.exitCode = faults.length ? 1 : 0;
}
