import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  root: import.meta.dirname,
  logLevel: 'warn',
  build: { sourcemap: false, minify: true },
  // Our own rooms are TypeScript and go into the bundle; libraries stay in node_modules.
  ssr: { noExternal: [/^@convive\//] },
})
