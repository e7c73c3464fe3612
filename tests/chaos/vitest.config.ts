import { defineConfig } from 'vitest/config';

/** What takes too long for every `npm test`: the generated requests ten times over, and what ends processes. */
export default defineConfig({
  test: {
    pool: 'forks',
    projects: [
      {
        test: {
          name: 'fuzz',
          include: ['tests/fuzz/**/*.test.ts'],
          testTimeout: 60_000,
          env: {
            FUZZ_BODIES: '200000',
            FUZZ_RAW_REQUESTS: '20000',
            FUZZ_SEED: process.env.FUZZ_SEED ?? String(Date.now() % 2 ** 31),
          },
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['tests/{chaos,serverless,real-data}/**/*.test.ts'],
          globalSetup: 'tests/integration/global-setup.ts',
          // They share one local AWS and its counters.
          fileParallelism: false,
          testTimeout: 1_800_000,
          hookTimeout: 60_000,
          env: {
            AWS_LAMBDA_MAX_CONCURRENCY: '500',
            POWERTOOLS_LOG_LEVEL: 'INFO',
            CHAOS_KILLS: '500',
            CHAOS_ACKNOWLEDGED: '20000',
            CHAOS_CLICKS: '10000',
            CHAOS_SEED: process.env.CHAOS_SEED ?? String(Date.now() % 2 ** 31),
            CHAOS_DEADLINES: 'product',
            CHAOS_TCP: 'full',
            CHAOS_REUSES: '2000',
          },
        },
      },
    ],
  },
});
