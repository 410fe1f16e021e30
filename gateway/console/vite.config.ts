import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

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
    // a hundred one-icon chunks cost more requests than the few kilobytes they save.
    rolldownOptions: {
      input: ['index.html', 'client.html'],
      output: {
        codeSplitting: {
          groups: [
            { name: 'icons', test: /node_modules[\\/]lucide-react/ },
            // The rules of lists and records share their words: in one file they take two fifths less than in nine.
            { name: 'desk', test: /src[\\/]((components[\\/](record|record-bar|split|strips|table|why))|(notification[\\/]inbox[\\/]inbox)|(shell[\\/]palette))\.css$/ },
          ],
        },
      },
    },
  },
})
