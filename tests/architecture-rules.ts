/** What a folder may import: folders or files of this project, and packages. Its own folder is always allowed. */
interface Layer {
  readonly folder: string;
  readonly mayImport: readonly string[];
  readonly packages: readonly string[];
}

const PORTS = 'lib/insights/ports.ts';
const FEEDBACK_PORTS = 'lib/feedback/ports.ts';
const ADAPTER = ['lib/domain', PORTS, FEEDBACK_PORTS, 'lib/resilience', 'lib/telemetry'];

/** From the core to the edge. The first layer that a file is in counts. */
export const LAYERS: readonly Layer[] = [
  { folder: 'lib/domain', mayImport: [], packages: ['node:crypto'] },
  { folder: 'lib/resilience', mayImport: ['lib/domain'], packages: [] },
  { folder: 'lib/privacy', mayImport: ['lib/domain'], packages: [] },
  { folder: 'lib/digest', mayImport: ['lib/domain'], packages: [] },
  { folder: 'lib/grounding', mayImport: ['lib/domain'], packages: [] },
  { folder: 'lib/insights', mayImport: ['lib/domain', 'lib/resilience'], packages: [] },
  { folder: 'lib/test-accounts', mayImport: ['lib/domain', 'lib/insights'], packages: [] },
  { folder: 'lib/feedback', mayImport: ['lib/domain', 'lib/resilience'], packages: [] },
  { folder: 'lib/http', mayImport: ['lib/domain'], packages: [] },
  {
    folder: 'lib/prompt',
    mayImport: ['lib/domain', 'lib/grounding', PORTS],
    packages: ['node:crypto', 'node:fs', 'zod'],
  },
  { folder: 'lib/contract', mayImport: ['lib/domain'], packages: ['zod'] },
  {
    folder: 'lib/openapi',
    mayImport: ['lib/domain', 'lib/contract', 'lib/http', 'lib/auth'],
    packages: ['yaml', 'zod', 'zod-openapi'],
  },
  {
    folder: 'lib/telemetry',
    mayImport: ['lib/domain'],
    packages: ['node:crypto', '@aws-lambda-powertools/*', '@aws/lambda-invoke-store', '@opentelemetry/*'],
  },
  {
    folder: 'lib/aws',
    mayImport: [],
    packages: ['node:http', 'node:https', '@aws-sdk/*', '@smithy/*'],
  },
  { folder: 'lib/bedrock', mayImport: ADAPTER, packages: ['@aws-sdk/client-bedrock-runtime'] },
  {
    folder: 'lib/dynamo',
    mayImport: ADAPTER,
    packages: ['node:zlib', '@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'],
  },
  { folder: 'lib/s3', mayImport: ADAPTER, packages: ['@aws-sdk/client-s3'] },
  { folder: 'lib/auth', mayImport: ADAPTER, packages: ['jose', 'zod'] },
  {
    folder: 'lib/review',
    mayImport: ['lib/domain', 'lib/contract', 'lib/prompt', PORTS, 'lib/insights/try-model.ts'],
    packages: ['ulid'],
  },
  { folder: 'lib/environment.ts', mayImport: [], packages: ['zod'] },
  { folder: 'lib/config.ts', mayImport: ['lib/environment.ts'], packages: ['zod'] },
  {
    folder: 'fargate-api',
    mayImport: ['lib'],
    packages: ['node:net', 'node:timers/promises', 'fastify', 'close-with-grace', 'ulid'],
  },
  {
    folder: 'functions',
    mayImport: ['lib'],
    packages: ['node:timers/promises', '@aws-lambda-powertools/*', '@middy/*', 'aws-lambda', 'ulid', 'zod'],
  },
  { folder: 'operations', mayImport: ['lib'], packages: ['node:fs', 'node:util', 'zod'] },
  { folder: 'local', mayImport: ['lib', 'fargate-api', 'salesforce/tooling'], packages: ['*'] },
];

/** Stands on packages that production does not install. */
const NOT_IN_PRODUCTION = 'lib/openapi';
const MAY_IMPORT_IT = ['lib/openapi', 'local'];

/** The files that may read the environment, and hand it to a configuration at once. */
const ENTRY_FILES = [
  /^fargate-api\/main\.ts$/,
  /^operations\/(?:explain|replay)\.ts$/,
  /^functions\/[a-z-]+\/handler\.ts$/,
];
/** A bundler can leave out what is not used of `import * as z`: 360 KB of 450. Types cost nothing. */
const TAKES_ALL_OF_ZOD = /^import \{ z \} from 'zod'/m;
const FOLDERS_WITHOUT_PURPOSE = /(^|\/)(utils?|common|helpers?|shared|misc)(\/|$)|(^|\/)index\.ts$/;

export function layerOf(path: string): Layer | undefined {
  return LAYERS.find(({ folder }) => isWithin(path, folder));
}

/** Every rule that a source file breaks, each as a sentence. Paths are from the project's root. */
export function violationsOf(path: string, source: string): readonly string[] {
  const layer = layerOf(path);
  if (layer === undefined) return [`${path} is in no layer of tests/architecture-rules.ts`];
  return [
    ...importsOf(source).flatMap((specifier) => importViolation(path, { layer, specifier }) ?? []),
    ...environmentViolations(path, source),
    ...(TAKES_ALL_OF_ZOD.test(source) ? [`${path} takes all of zod into the functions' bundles`] : []),
    ...(FOLDERS_WITHOUT_PURPOSE.test(path) ? [`${path} is named after no purpose`] : []),
  ];
}

function importViolation(
  path: string,
  { layer, specifier }: { layer: Layer; specifier: string },
): string | null {
  if (!specifier.startsWith('.')) {
    return layer.packages.some((allowed) => matches(specifier, allowed))
      ? null
      : `${path} imports ${specifier}`;
  }
  const target = new URL(specifier, `file:///${path}`).pathname.slice(1);
  const allowed = [layer.folder, ...layer.mayImport].some((folder) => isWithin(target, folder));
  const isMissing = isWithin(target, NOT_IN_PRODUCTION) && !MAY_IMPORT_IT.includes(layer.folder);
  return allowed && !isMissing ? null : `${path} imports ${target}`;
}

function environmentViolations(path: string, source: string): readonly string[] {
  if (path.startsWith('local/')) return [];
  const allowed = ENTRY_FILES.some((entry) => entry.test(path))
    ? /load[A-Z]\w*Config\(process\.env\)/g
    : /(?!)/g;
  return source.replace(allowed, '').includes('process.env') ? [`${path} reads process.env`] : [];
}

function importsOf(source: string): readonly string[] {
  const code = source.replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '');
  return [...code.matchAll(/(?:\bfrom|\bimport|\brequire)\s*\(?\s*['"]([^'"\s]+)['"]/g)].map(
    (found) => found[1] ?? '',
  );
}

function matches(specifier: string, allowed: string): boolean {
  return allowed.endsWith('*') ? specifier.startsWith(allowed.slice(0, -1)) : specifier === allowed;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
