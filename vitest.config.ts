import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'modules/**/*.test.ts',
      'apps/**/*.test.ts',
      'tools/**/*.test.ts',
      'jurisdictions/**/*.test.ts',
    ],
    globalSetup: ['packages/database/testing/global-setup.ts'],
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
