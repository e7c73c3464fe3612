import fc from 'fast-check';

const JSON_TYPES = [
  'application/json; charset=utf-8',
  'Application/JSON;charset=UTF-8',
  'application/json;',
  ' application/json ',
  'application/json; charset=iso-8859-1',
  'application/json; charset=utf-16',
  'application/json; boundary="a;b"',
  'application/json; a=b; a=c',
];

const OTHER_TYPES = [
  '',
  'json',
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=a',
  'application/json, application/json',
  'application/json, text/plain',
  'application/json/',
  'application/jsonp',
  'application/json+x',
  'application/vnd.api+json',
  'application/ld+json',
  'xapplication/json',
  'application /json',
  'application/json\u000b',
  'application/*',
  '*/*',
  '; application/json',
  '__proto__',
];

/** Mostly the right one, in one of its spellings; else one that is not JSON, however much it looks like it. */
export function mediaTypes(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 30, arbitrary: fc.constant('application/json') },
    { weight: 2, arbitrary: fc.constantFrom(...JSON_TYPES) },
    { weight: 2, arbitrary: fc.constantFrom(...OTHER_TYPES) },
  );
}

/** The route takes no encoded bodies, so each of these is refused. */
export function encodings(): fc.Arbitrary<string | null> {
  return fc.oneof(
    { weight: 60, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom('gzip', 'br', 'deflate', 'gzip, gzip', 'zstd') },
  );
}
