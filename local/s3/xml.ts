/** An element's content: text, its children by name, or one content for each of several elements of the name. */
export type XmlContent = string | number | boolean | { readonly [name: string]: XmlContent } | XmlContent[];

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** A whole document with this root element. */
export function xmlDocument(root: string, content: XmlContent): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element(root, content)}`;
}

function element(name: string, content: XmlContent): string {
  if (Array.isArray(content)) return content.map((each) => element(name, each)).join('');
  return `<${name}>${typeof content === 'object' ? children(content) : escapeText(String(content))}</${name}>`;
}

function children(content: { readonly [name: string]: XmlContent }): string {
  return Object.entries(content)
    .map(([name, child]) => element(name, child))
    .join('');
}

/** Markup and control characters become numeric references, so that a parser gives them back unchanged. */
function escapeText(text: string): string {
  return text.replace(/[&<>"\p{Cc}]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** The texts of all elements of this name, in order. Attributes and nesting are not expected. */
export function elementTexts(xml: string, name: string): string[] {
  const contents = [...xml.matchAll(new RegExp(`<${name}>(.+?)</${name}>`, 'gs'))];
  return contents.map(([, content = '']) => unescapeText(content));
}

function unescapeText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,4})|([a-z]+));/gi, (reference, code, name) =>
    code === undefined ? (ENTITIES[name] ?? reference) : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
