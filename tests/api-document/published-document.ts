import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

export const DOCUMENT_FILE = fileURLToPath(new URL('../../docs/openapi.yaml', import.meta.url));

type Node = Readonly<Record<string, unknown>>;

export interface PublishedMedia {
  readonly schema: Node;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}
export interface PublishedAnswer {
  readonly headers: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content: Readonly<Record<string, PublishedMedia>>;
}
export interface PublishedOperation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly schema: Node;
    readonly example: unknown;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, PublishedMedia>> };
  readonly responses: Readonly<Record<string, PublishedAnswer>>;
}
interface PublishedDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, PublishedOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Node>>;
    readonly headers: Readonly<Record<string, { readonly schema: Node; readonly example: unknown }>>;
  };
}

/** docs/openapi.yaml as it is committed. */
export const DOCUMENT: PublishedDocument = parse(readFileSync(DOCUMENT_FILE, 'utf8'));

export const PUBLISHED_OPERATIONS = Object.entries(DOCUMENT.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Checks values by schemas of the document, with members refused that an object does not name. */
export function documentValidator(options: {
  readonly coerceTypes: boolean;
}): (schema: Node) => ValidateFunction {
  const ajv = new Ajv({
    ...options,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    allErrors: true,
  });
  addFormats.default(ajv);
  ajv.addVocabulary(['components']);
  ajv.addSchema({ $id: 'document', components: closed(DOCUMENT.components) });
  const compiled = new Map<string, ValidateFunction>();
  return (schema) => {
    const text = JSON.stringify(schema).replaceAll('"#/components', '"document#/components');
    const known = compiled.get(text);
    if (known !== undefined) return known;
    const validate = ajv.compile(closed(JSON.parse(text)));
    compiled.set(text, validate);
    return validate;
  };
}

/** The same schemas, without room for members that they do not name. */
function closed<Value>(node: Value): Value {
  if (typeof node !== 'object' || node === null) return node;
  if (Array.isArray(node)) return node.map(closed) as Value;
  const members = Object.fromEntries(Object.entries(node).map(([name, value]) => [name, closed(value)]));
  const isOpen = members.type === 'object' && 'properties' in members && !('additionalProperties' in members);
  return (isOpen ? { ...members, additionalProperties: false } : members) as Value;
}
