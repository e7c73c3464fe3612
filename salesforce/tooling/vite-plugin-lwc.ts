import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';
import { compileLwcFile, findLwcFile } from './lwc-modules.ts';

/** Hides from Vite that a module was a stylesheet or a page: it would take them for its own. */
const COMPILED = '?lwc.js';
const APEX = '\0apex:';
const APEX_DOUBLE = fileURLToPath(new URL('../tests/apex-double.ts', import.meta.url));

/** Lets a test import `c/omniInsights` as Salesforce does. Apex methods are those of the test's double. */
export function lwcPlugin(): Plugin {
  return {
    name: 'lwc',
    enforce: 'pre',
    resolveId(specifier, importer = '') {
      if (specifier === 'lwc') return this.resolve('@lwc/engine-dom', fileURLToPath(import.meta.url));
      if (specifier.startsWith('@salesforce/apex/')) return `${APEX}${specifier.split('.')[1]}`;
      const file = findLwcFile(specifier, importer.replace(COMPILED, ''));
      return file === null ? null : `${file}${COMPILED}`;
    },
    load(id) {
      if (id.startsWith(APEX)) {
        const method = id.slice(APEX.length);
        return `import { callApex } from ${JSON.stringify(APEX_DOUBLE)};
export default (parameters) => callApex('${method}', parameters);`;
      }
      return id.endsWith(COMPILED) ? compileLwcFile(id.slice(0, -COMPILED.length)) : null;
    },
  };
}
