import { defineConfig } from 'vitest/config';
import { lwcPlugin } from './salesforce/tooling/vite-plugin-lwc.ts';

export default defineConfig({
  test: {
    pool: 'forks',
    // Without it, one fewer than there are cores: of two, one.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          // Properties and samples take seconds of CPU, and more time where the machine does other work too.
          testTimeout: 30_000,
          include: [
            '{lib,fargate-api,functions,operations,bench}/**/*.test.ts',
            'tests/*.test.ts',
            'tests/{samples,prompt,api-document,fixtures}/**/*.test.ts',
          ],
          env: { AWS_LAMBDA_MAX_CONCURRENCY: '500', POWERTOOLS_LOG_LEVEL: 'INFO' },
        },
      },
      {
        test: {
          name: 'fuzz',
          include: ['tests/fuzz/**/*.test.ts'],
          testTimeout: 60_000,
          // After the others: it takes whole cores, and some of them have deadlines.
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [lwcPlugin()],
        // A page takes longer to start than its tests take, and each replaces all of the page before.
        test: { name: 'salesforce', isolate: false, include: ['salesforce/tests/**/*.test.ts'] },
      },
      { test: { name: 'local', include: ['local/**/*.test.ts'] } },
      {
        test: {
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: 'tests/integration/global-setup.ts',
          // They share one local AWS and its counters.
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          env: { AWS_LAMBDA_MAX_CONCURRENCY: '500', POWERTOOLS_LOG_LEVEL: 'INFO' },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['tests/{chaos,serverless,real-data}/**/*.test.ts'],
          globalSetup: 'tests/integration/global-setup.ts',
          fileParallelism: false,
          // After all others: hundreds of requests at once need both cores, also where mutants run the tests of all tiers.
          sequence: { groupOrder: 2 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          env: { AWS_LAMBDA_MAX_CONCURRENCY: '500', POWERTOOLS_LOG_LEVEL: 'INFO' },
        },
      },
    ],
  },
});
