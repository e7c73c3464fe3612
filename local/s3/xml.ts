import { S3Error } from './s3-error.ts';

const NAMED_ENTITIES = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }));
const LAST_CODE_POINT = 0x10ffff;

/** A whole document: the XML declaration and its root element in S3's namespace. */
export function xmlDocument(root: string, children: readonly string[]): string {
  const content = children.join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</${root}>`;
}

/** An element around others, which are XML already. */
export function xmlElement(name: string, children: readonly string[]): string {
  return `<${name}>${children.join('')}</${name}>`;
}

/** An element around plain text; markup and control characters become numeric references. */
export function xmlText(name: string, text: string | number | boolean): string {
  const escaped = String(text).replace(/[&<>"\p{Cc}]/gu, (character) => `&#${character.codePointAt(0)};`);
  return `<${name}>${escaped}</${name}>`;
}

/** What stands inside every `name` element without attributes, in order, still escaped. */
export function elementContents(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) => match[1] ?? '');
}

/** The plain text of an element's content. @throws S3Error `MalformedXML` for an unknown entity */
export function unescapeXml(text: string): string {
  return text.replace(/&([^;&]*);?/g, (_match, entity: string) => {
    const numeric = /^#(?:x([0-9a-f]{1,8})|([0-9]{1,8}))$/i.exec(entity);
    const codePoint = numeric?.[1] ? Number.parseInt(numeric[1], 16) : Number(numeric?.[2]);
    const character =
      codePoint <= LAST_CODE_POINT ? String.fromCodePoint(codePoint) : NAMED_ENTITIES.get(entity);
    if (character === undefined) throw new S3Error('MalformedXML', `&${entity}; is not a known entity.`);
    return character;
  });
}
