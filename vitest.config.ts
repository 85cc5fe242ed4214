import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'modules/**/*.test.ts',
      'apps/**/*.test.ts',
      'tools/**/*.test.ts',
      'jurisdictions/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/build/**'],
    globalSetup: ['packages/database/testing/global-setup.ts', 'apps/web/testing/global-setup.ts'],
    setupFiles: ['tools/fixed-seed.ts'],
    // Files share a worker, twenty times faster than one each: no module keeps state, and the architecture check sees to it.
    isolate: false,
    maxWorkers: 2,
    allowOnly: false,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
