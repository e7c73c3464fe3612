// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { listPackage, nameOf, readPackage } from './apex-source.ts';

/** The order of names is Salesforce's own; only whether each refers to something is checked here. */
function parse(path: string): Document {
  return new DOMParser().parseFromString(readPackage(path), 'application/xml');
}

const valuesIn = (path: string, tag: string) =>
  [...parse(path).getElementsByTagName(tag)].map(({ textContent }) => textContent ?? '');
const xml = listPackage('**/*.xml');
const bundles = listPackage('lwc/*/*.js-meta.xml').map(nameOf);
const CREDENTIAL = 'externalCredentials/OmniInsights.externalCredential-meta.xml';
const PERMISSIONS = 'permissionsets/OmniInsightsAgent.permissionset-meta.xml';

/** What an external credential says of one kind, name and value together. */
const parametersOf = (kind: string) =>
  [...parse(CREDENTIAL).querySelectorAll('externalCredentialParameters')]
    .filter((element) => element.querySelector('parameterType')?.textContent === kind)
    .map((element) => ({
      name: element.querySelector('parameterName')?.textContent,
      value: element.querySelector('parameterValue')?.textContent,
    }));

it.each(xml)('%s is well-formed, in the namespace of Salesforce', (path) => {
  const document = parse(path);
  expect(document.querySelector('parsererror')).toBeNull();
  expect(document.documentElement.namespaceURI).toBe('http://soap.sforce.com/2006/04/metadata');
});

it('every class and every component has its metadata, and no metadata is left over', () => {
  expect(listPackage('classes/*-meta.xml')).toEqual(
    listPackage('classes/*.cls').map((path) => `${path}-meta.xml`),
  );
  expect(bundles).toEqual(listPackage('lwc/*').map(nameOf));
});

it('only the container can be placed on a page, and only on that of a call', () => {
  const exposed = bundles.filter(
    (name) => valuesIn(`lwc/${name}/${name}.js-meta.xml`, 'isExposed')[0] === 'true',
  );
  expect(exposed).toEqual(['omniInsights']);
  expect(valuesIn('lwc/omniInsights/omniInsights.js-meta.xml', 'target')).toEqual(['lightning__RecordPage']);
  expect(valuesIn('lwc/omniInsights/omniInsights.js-meta.xml', 'object')).toEqual(['VoiceCall']);
});

it('the page of a call has the component, once', () => {
  const [page = ''] = listPackage('flexipages/*.xml');
  expect(valuesIn(page, 'sobjectType')).toEqual(['VoiceCall']);
  const placed = valuesIn(page, 'componentName').filter((name) => !name.includes(':'));
  expect(placed).toEqual(['omniInsights']);
  expect(bundles).toContain(placed[0]);
});

describe('the credential', () => {
  it('is the one that Apex names', () => {
    const names = listPackage('namedCredentials/*').map(nameOf);
    const api = readPackage('classes/OmniInsightsApi.cls');
    expect([...api.matchAll(/'callout:(\w+)'/g)].map(([, name]) => name)).toEqual(names);
    expect(
      valuesIn('namedCredentials/OmniInsights.namedCredential-meta.xml', 'externalCredential').filter(
        Boolean,
      ),
    ).toEqual(listPackage('externalCredentials/*').map(nameOf));
  });

  it('asks for a token with the scopes that the routes want, and holds no secret', () => {
    expect(parametersOf('AuthProtocolVariant')).toEqual([
      { name: 'Oauth', value: 'ClientCredentialsClientSecretBasic' },
    ]);
    expect(parametersOf('AuthProviderUrl')).toHaveLength(1);
    expect(parametersOf('AuthParameter')).toEqual([
      { name: 'Scope', value: 'insights/summarize insights/read insights/feedback' },
    ]);
    for (const path of xml) expect(readPackage(path)).not.toMatch(/client_?secret<|password/i);
  });
});

describe('the permission set', () => {
  it('opens the class that the component calls and no other', () => {
    expect(valuesIn(PERMISSIONS, 'apexClass')).toEqual(['OmniInsightsController']);
  });

  it('opens the principal of the credential', () => {
    const principals = parametersOf('NamedPrincipal').map(({ name }) => `${nameOf(CREDENTIAL)}-${name}`);
    expect(valuesIn(PERMISSIONS, 'externalCredentialPrincipal')).toEqual(principals);
    expect(valuesIn(PERMISSIONS, 'object')).toEqual(['UserExternalCredential']);
  });

  it('has the name that an agent without it is told', () => {
    const words = readPackage('lwc/omniInsights/failureWords.js');
    expect(words).toContain(`“${valuesIn(PERMISSIONS, 'label')[0]}”`);
  });
});

it('the account number has a field path for each object, in fields that there are', () => {
  const fields = listPackage('objects/OmniInsightsAccountField__mdt/fields/*').map(nameOf);
  const records = listPackage('customMetadata/*');
  expect(records.length).toBeGreaterThan(2);
  for (const path of records) expect(valuesIn(path, 'field')).toEqual(fields);
  const reader = readPackage('classes/OmniInsightsCallReader.cls');
  for (const field of fields) expect(reader).toContain(`setting.${field}`);
});

it('every component has one version of the platform, that of the project', () => {
  const versions = new Set(
    xml
      .filter((path) => path.startsWith('lwc/') || path.startsWith('classes/'))
      .flatMap((path) => valuesIn(path, 'apiVersion')),
  );
  expect([...versions]).toEqual(['62.0']);
});

describe('no component', () => {
  const sources = listPackage('lwc/**/*.{js,html}').map((path) => [path, readPackage(path)] as const);

  it.each(sources)('writes markup or asks the network by itself: %s', (_, source) => {
    expect(source).not.toMatch(
      /innerHTML|outerHTML|insertAdjacentHTML|lwc:inner-html|lwc:dom|\bfetch\(|XMLHttp/,
    );
  });

  it('but the container knows the platform', () => {
    const importing = sources.filter(([, source]) => /'(?:@salesforce|lightning)\//.test(source));
    expect(importing.map(([path]) => path)).toEqual(['lwc/omniInsights/omniInsights.js']);
  });
});
