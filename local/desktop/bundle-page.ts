import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { compileLwcFile, findLwcFile } from '../../salesforce/tooling/lwc-modules.ts';

const PAGE = fileURLToPath(new URL('./page/main.ts', import.meta.url));
const APEX = fileURLToPath(new URL('./page/apex.ts', import.meta.url));
const RUNTIME = createRequire(import.meta.url).resolve('@lwc/engine-dom');

/** The page's script, with the Lightning web components as they are deployed and the open-source runtime under them. */
export async function bundlePage(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [PAGE],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [lightning],
  });
  return outputFiles[0]?.text ?? '';
}

/** What Salesforce does with a component's imports: the runtime, other components, and Apex methods. */
const lightning: Plugin = {
  name: 'lightning',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^lwc$/ }, () => ({ path: RUNTIME }));
    onResolve({ filter: /^@salesforce\/apex\// }, ({ path }) => ({
      path: path.split('.')[1] ?? '',
      namespace: 'apex',
    }));
    onResolve({ filter: /^(?:c\/|\.)/ }, ({ path, importer }) => {
      const file = findLwcFile(path, importer);
      return file === null ? null : { path: file, namespace: 'lightning' };
    });
    onLoad({ filter: /.*/, namespace: 'lightning' }, ({ path }) => ({
      contents: compileLwcFile(path),
      loader: 'js',
    }));
    onLoad({ filter: /.*/, namespace: 'apex' }, ({ path }) => ({
      contents: `import { callApex } from ${JSON.stringify(APEX)};
export default (parameters) => callApex('${path}', parameters);`,
      resolveDir: '/',
      loader: 'js',
    }));
  },
};
