import react from '@vitejs/plugin-react'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defaultClientConditions, defineConfig } from 'vite'

const src = fileURLToPath(new URL('src', import.meta.url))

/** What every page of the desk may draw. */
const EVERYWHERE = ['shell', 'components']

/** The chunk of each icon by its file: those that only some folders of src draw come with these alone; those of a menu belong to the start, because the start has every menu. */
function iconChunks(): Map<string, string> {
  const users = new Map<string, Set<string>>()
  for (const file of readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))) {
    const owner = file.endsWith('section.ts') ? 'shell' : file.split(/[\\/]/)[0]!
    for (const [, names] of readFileSync(join(src, file), 'utf8').matchAll(/import \{([^}]*)\} from 'lucide-react'/g)) {
      for (const name of names!.split(',').map((each) => each.trim().split(' ')[0]!)) {
        const icon = name.replaceAll(/([a-z])([A-Z0-9])|([0-9])([A-Z])/g, '$1$3-$2$4').toLowerCase()
        users.set(icon, (users.get(icon) ?? new Set()).add(owner))
      }
    }
  }
  return new Map([...users].map(([icon, owners]) => [icon, EVERYWHERE.some((owner) => owners.has(owner)) ? 'icons' : `icons-${[...owners].toSorted().join('-')}`]))
}
const icons = iconChunks()

export default defineConfig({
  base: '/',
  plugins: [react()],
  resolve: { conditions: ['@luyue/source', ...defaultClientConditions] },
  server: { proxy: { '/v1': 'http://127.0.0.1:3000' } },
  build: {
    outDir: 'dist',
    manifest: 'asset-manifest.json',
    // The page of a client is one of its own: it carries neither antd nor the frame.
    // The phone must not inherit desktop code: one lazy() per route splits it. Only the icons are grouped, because
    // a hundred one-icon chunks cost more requests than the few kilobytes they save: those of the same folders' pages come together.
    rolldownOptions: {
      input: ['index.html', 'client.html'],
      output: {
        // The start lists the files of every page: names would be a third of that list.
        chunkFileNames: 'assets/[hash].js',
        codeSplitting: {
          groups: [
            {
              test: /node_modules[\\/]lucide-react/,
              name: (id) => icons.get(/icons[\\/]([\w-]+)\.m?js/.exec(id)?.[1] ?? '') ?? 'icons',
            },
            // The rules of lists and records share their words: in one file they take two fifths less than in nine.
            { name: 'desk', test: /src[\\/]((components[\\/](record|record-bar|split|strips|table|why))|(notification[\\/]inbox[\\/]inbox)|(shell[\\/]palette))\.css$/ },
          ],
        },
      },
    },
  },
})
