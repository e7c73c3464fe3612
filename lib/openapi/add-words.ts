import { isNode, type SchemaNode } from './schema-node.ts';

/** Words as they are read: by the name of a member, whatever the shape. */
export interface AnyWords {
  readonly [member: string]: string | { readonly is: string; readonly members: AnyWords };
}

/**
 * The schema of an object with a description at each member, in the same order.
 * @throws Error when a member has no words
 */
export function addWords(schema: SchemaNode, words: AnyWords): SchemaNode {
  if (!isNode(schema.properties)) throw new Error('Only the members of an object have words.');
  const properties = Object.entries(schema.properties).map(([name, member]) => {
    const found = words[name];
    if (found === undefined || !isNode(member)) throw new Error(`There are no words for ${name}.`);
    return [name, described(member, found)];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

function described(member: SchemaNode, words: AnyWords[string]): SchemaNode {
  if (typeof words === 'string') return { description: words, ...member };
  const { is: description, members } = words;
  return isNode(member.items)
    ? { description, ...member, items: addWords(member.items, members) }
    : { description, ...addWords(member, members) };
}
