import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LAYERS, layerOf, violationsOf } from './architecture-rules.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const files = globSync('{lib,fargate-api,functions,operations,local}/**/*.ts', { cwd: ROOT })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.endsWith('.test.ts'));

describe('the architecture', () => {
  it('is kept by every source file', () => {
    const violations = files.flatMap((path) => violationsOf(path, readFileSync(`${ROOT}/${path}`, 'utf8')));

    expect(violations).toEqual([]);
  });

  it('was judged by reading files of every layer', () => {
    const empty = LAYERS.filter((layer) => !files.some((path) => layerOf(path) === layer));

    expect(empty.map((layer) => layer.folder)).toEqual([]);
    expect(files.length).toBeGreaterThanOrEqual(90);
  });

  it.each([
    ['lib/domain/contact.ts', "import * as z from 'zod';", 'lib/domain/contact.ts imports zod'],
    [
      'lib/domain/contact.ts',
      "import '../insights/ports.ts';",
      'lib/domain/contact.ts imports lib/insights/ports.ts',
    ],
    [
      'lib/insights/ports.ts',
      "import { a } from '../dynamo/a.ts';",
      'lib/insights/ports.ts imports lib/dynamo/a.ts',
    ],
    ['lib/insights/ports.ts', "const a = await import('node:fs');", 'lib/insights/ports.ts imports node:fs'],
    ['lib/dynamo/a.ts', "export type { B } from '../s3/b.ts';", 'lib/dynamo/a.ts imports lib/s3/b.ts'],
    [
      'lib/dynamo/a.ts',
      "import { b } from '../insights/save-summary.ts';",
      'lib/dynamo/a.ts imports lib/insights/save-summary.ts',
    ],
    ['fargate-api/app.ts', "import { a } from '../local/a.ts';", 'fargate-api/app.ts imports local/a.ts'],
    [
      'functions/feedback/handler.ts',
      "import '../../fargate-api/problem.ts';",
      'functions/feedback/handler.ts imports fargate-api/problem.ts',
    ],
    [
      'lib/feedback/record-click.ts',
      "import '../insights/ports.ts';",
      'lib/feedback/record-click.ts imports lib/insights/ports.ts',
    ],
    [
      'fargate-api/app.ts',
      "import { a } from '../lib/openapi/a.ts';",
      'fargate-api/app.ts imports lib/openapi/a.ts',
    ],
    ['functions/a/config.ts', 'loadAConfig(process.env);', 'functions/a/config.ts reads process.env'],
    ['operations/explain.ts', "import '../local/a.ts';", 'operations/explain.ts imports local/a.ts'],
    ['functions/feedback/a.ts', "import '../../local/a.ts';", 'functions/feedback/a.ts imports local/a.ts'],
    [
      'functions/sweep-outbox/a.ts',
      "import { b } from '../../fargate-api/b.ts';",
      'functions/sweep-outbox/a.ts imports fargate-api/b.ts',
    ],
    [
      'functions/sweep-outbox/run-sweep.ts',
      'const table = process.env.TABLE;',
      'functions/sweep-outbox/run-sweep.ts reads process.env',
    ],
    [
      'lib/contract/a.ts',
      "import { z } from 'zod';",
      "lib/contract/a.ts takes all of zod into the functions' bundles",
    ],
    ['operations/page.ts', 'loadReviewConfig(process.env);', 'operations/page.ts reads process.env'],
    ['fargate-api/app.ts', 'const port = process.env.PORT;', 'fargate-api/app.ts reads process.env'],
    ['fargate-api/main.ts', 'const port = process.env.PORT;', 'fargate-api/main.ts reads process.env'],
    ['lib/utils/a.ts', '', 'lib/utils/a.ts is in no layer of tests/architecture-rules.ts'],
    ['lib/dynamo/index.ts', '', 'lib/dynamo/index.ts is named after no purpose'],
  ])('refuses in %s: %s', (path, source, violation) => {
    expect(violationsOf(path, source)).toEqual([violation]);
  });

  it('lets an entry file hand the environment to a configuration', () => {
    expect(violationsOf('fargate-api/main.ts', 'const config = loadApiConfig(process.env);')).toEqual([]);
  });
});
