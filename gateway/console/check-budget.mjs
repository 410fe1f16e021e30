// Fails when a route outgrows its budget. Sizes are gzip kilobytes of everything a first visit to the route loads:
// the start, the language, the frame and the page, with all that they import statically.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const DESKTOP = 350
const PHONE = 200
const CSS = 20
const MAP = 40
/** Of a client, who may be on a train. */
const CLIENT = 100

const dist = join(fileURLToPath(new URL('.', import.meta.url)), 'dist')
const manifest = JSON.parse(readFileSync(join(dist, 'asset-manifest.json'), 'utf8'))
const sizes = new Map()
const sizeOf = (file) => {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(dist, file)), { level: 9 }).length / 1024)
  return sizes.get(file)
}

/** Every file that the named entries load, without their own lazy parts. */
function filesOf(entries) {
  const seen = new Set()
  const files = new Set()
  const visit = (name) => {
    const chunk = manifest[name]
    if (!chunk || seen.has(name)) return
    seen.add(name)
    files.add(chunk.file)
    for (const style of chunk.css ?? []) files.add(style)
    for (const next of chunk.imports ?? []) visit(next)
  }
  entries.forEach(visit)
  return [...files]
}

const start = ['index.html', 'src/i18n/zh.ts']
const src = fileURLToPath(new URL('src/', import.meta.url))
const sources = ['shell/routes.tsx', ...readdirSync(src).map((folder) => `${folder}/section.ts`).filter((file) => file !== 'shell/section.ts' && existsSync(join(src, file)))]
const routes = sources.flatMap((file) => [...readFileSync(join(src, file), 'utf8').matchAll(/route\('([^']+)', '(bare|field|desktop)', \(\) => import\('([^']+)'\)/g)].map((found) => [...found, join('src', file)]))
if (routes.length < 25) throw new Error('check-budget: found too few routes')

const frames = { bare: [], field: ['src/field/FieldFrame.tsx'], desktop: ['src/shell/DesktopFrame.tsx'] }
let failed = 0
for (const [, path, frame, specifier, file] of routes) {
  const page = join(dirname(file), specifier)
  if (!manifest[page]) throw new Error(`check-budget: ${page} is not in the manifest`)
  const words = join(dirname(file), 'zh.ts')
  const files = filesOf([...start, ...frames[frame], ...(manifest[words] ? [words] : []), page])
  const weightOf = (kind) => files.filter((file) => file.endsWith(kind)).reduce((sum, file) => sum + sizeOf(file), 0)
  const [script, style] = [weightOf('.js'), weightOf('.css')]
  const limit = frame === 'field' ? PHONE : DESKTOP
  const over = script > limit || style > CSS
  if (over) failed += 1
  console.log(`${over ? 'OVER' : 'ok  '} ${path.padEnd(24)} ${script.toFixed(0).padStart(4)} kB of ${limit}, styles ${style.toFixed(1)} of ${CSS}`)
}

const client = filesOf(['client.html'])
const clientSize = client.reduce((sum, file) => sum + sizeOf(file), 0)
if (clientSize > CLIENT) failed += 1
console.log(`${clientSize > CLIENT ? 'OVER' : 'ok  '} ${'client.html, styles too'.padEnd(24)} ${clientSize.toFixed(0).padStart(4)} kB of ${CLIENT}`)

// The map comes when a page shows it: what it brings beyond the frame is its own.
const frame = new Set(filesOf([...start, ...frames.desktop]))
const map = filesOf(['src/components/map/PlaceMap.tsx']).filter((file) => !frame.has(file))
const mapSize = map.reduce((sum, file) => sum + sizeOf(file), 0)
if (map.length === 0 || mapSize > MAP) failed += 1
console.log(`${map.length === 0 || mapSize > MAP ? 'OVER' : 'ok  '} ${'the map, styles too'.padEnd(24)} ${mapSize.toFixed(0).padStart(4)} kB of ${MAP}`)

if (failed > 0) {
  console.error(`${failed} part(s) of the console are over their budget`)
  process.exit(1)
}
