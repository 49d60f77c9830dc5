import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    coverage: { provider: 'v8', include: ['src/**'], exclude: ['src/types.ts', 'src/**/types.ts'], reporter: ['text-summary'], thresholds: { lines: 90, functions: 90, branches: 80 } },
  },
});
