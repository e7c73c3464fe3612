/** A member of an object as two JSON texts, so that it can come twice, be spelt oddly or be no JSON at all. */
export type Member = readonly [name: string, value: string];

export function toObject(members: readonly Member[]): string {
  return `{${members.map(([name, value]) => `${name}:${value}`).join(',')}}`;
}
