import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@lwc/compiler';

/** What a bundler needs to know of Lightning web components, whichever bundler it is. */

const PACKAGE = fileURLToPath(new URL('../force-app/main/default/lwc', import.meta.url));

/**
 * The file that an import means, or null when it is none of the package's: `c/name` is a component or, where there is no script,
 * a stylesheet; what a component imports of its own folder may lack its extension.
 */
export function findLwcFile(specifier: string, importer: string): string | null {
  const [path = ''] = specifier.split('?');
  const [, component] = /^c\/(\w+)$/.exec(path) ?? [];
  if (component !== undefined) return firstThere(join(PACKAGE, component, component));
  if (!path.startsWith('.') || !importer.startsWith(PACKAGE)) return null;
  const file = resolve(dirname(importer), path);
  return extname(file) === '' ? firstThere(file) : file;
}

function firstThere(path: string): string | null {
  return [`${path}.js`, `${path}.css`].find((file) => existsSync(file)) ?? null;
}

/**
 * A file of the package as a module for the open-source runtime. The compiler asks for a stylesheet of every template: one that
 * is not there is empty.
 * @throws CompilerError for what Salesforce would refuse too
 */
export function compileLwcFile(file: string): string {
  if (!existsSync(file)) return 'export default undefined;';
  const { code } = transformSync(readFileSync(file, 'utf8'), file, {
    name: basename(dirname(file)),
    namespace: 'c',
    scopedStyles: file.endsWith('.scoped.css'),
    experimentalDynamicDirective: false,
  });
  return code;
}
