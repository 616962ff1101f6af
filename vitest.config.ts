import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'model', include: ['tests/model/**/*.test.ts'], environment: 'node', testTimeout: 60_000 } },
      { test: { name: 'scripts', include: ['tests/scripts/**/*.test.ts'], environment: 'node', testTimeout: 60_000 } },
    ],
  },
})
