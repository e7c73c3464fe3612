import type { ObjectStore } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import { elementContents, unescapeXml, xmlDocument, xmlElement, xmlText } from './xml.ts';

const MOST_KEYS = 1000;

/**
 * DeleteObjects: removes up to 1000 keys and answers S3's document, empty when the request is quiet.
 * @throws S3Error `MalformedXML`, `NoSuchBucket`, `NotImplemented` for versions and conditions
 */
export function deleteObjects(store: ObjectStore, { bucket, xml }: { bucket: string; xml: string }): string {
  const keys = elementContents(xml, 'Object').map(readKey);
  if (keys.length === 0 || keys.length > MOST_KEYS) {
    throw new S3Error(
      'MalformedXML',
      'The XML you provided did not validate: 1 to 1000 objects are expected.',
    );
  }
  for (const key of keys) store.remove({ bucket, key });
  const quiet = elementContents(xml, 'Quiet')[0] === 'true';
  const deleted = quiet ? [] : keys.map((key) => xmlElement('Deleted', [xmlText('Key', key)]));
  return xmlDocument('DeleteResult', deleted);
}

function readKey(object: string): string {
  const [key, ...others] = elementContents(object, 'Key');
  if (key === undefined || others.length > 0) {
    throw new S3Error('MalformedXML', 'The XML you provided was not well-formed: each object needs one key.');
  }
  if (/<(?!\/?Key>)/.test(object)) {
    throw new S3Error('NotImplemented', 'DeleteObjects: the local S3 supports keys only.');
  }
  return unescapeXml(key);
}
