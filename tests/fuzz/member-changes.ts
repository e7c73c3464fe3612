import fc from 'fast-check';
import { type Member, toObject } from './member.ts';
import { oddNames, oddValues } from './odd-json.ts';
import { turnMembers } from './valid-members.ts';

type Change = (members: readonly Member[]) => readonly Member[];

/** Up to three changes of an object's members, often none. A few keep it valid, most do not. */
export function memberChanges(): fc.Arbitrary<Change> {
  const oddTurn = fc
    .tuple(turnMembers(), fc.array(memberChange(), { maxLength: 2 }))
    .map(([members, changes]) => ['"current_interaction"', toObject(inTurn(changes)(members))] as const);
  const change = fc.oneof(
    { weight: 8, arbitrary: memberChange() },
    {
      weight: 1,
      arbitrary: oddTurn.map(
        (turn): Change =>
          (members) => [...members, turn],
      ),
    },
  );
  return fc.oneof(fc.constant([]), fc.array(change, { maxLength: 3 })).map(inTurn);
}

function memberChange(): fc.Arbitrary<Change> {
  const added = fc.tuple(oddNames(), oddValues());
  return fc.oneof(
    { weight: 5, arbitrary: replacing(oddValues(), ([name], value) => [[name, value]]) },
    {
      weight: 2,
      arbitrary: added.map(
        (member): Change =>
          (members) => [...members, member],
      ),
    },
    { weight: 1, arbitrary: replacing(oddNames(), ([, value], name) => [[name, value]]) },
    { weight: 1, arbitrary: replacing(oddValues(), (member, value) => [member, [member[0], value]]) },
    { weight: 3, arbitrary: coercible() },
    { weight: 4, arbitrary: replacing(fc.constantFrom(...REWRITINGS), (member, rewrite) => rewrite(member)) },
  );
}

/** A whole number of the contract in the clothes that a lenient reader takes off. */
function coercible(): fc.Arbitrary<Change> {
  return fc
    .tuple(
      fc.constantFrom('"max_history_days"', '"max_interactions"'),
      fc.constantFrom('"10"', '" 10 "', '"1e1"', '"0x0A"', '[10]', 'true', 'null', '"10.0"', '10.5'),
    )
    .map(
      ([name, value]): Change =>
        (members) => [...members.filter(([other]) => other !== name), [name, value]],
    );
}

const REWRITINGS: readonly ((member: Member) => readonly Member[])[] = [
  () => [],
  (member) => [member, member],
  ([name, value]) => [[escaped(name), value]],
  ([name, value]) => [
    [name, value],
    [escaped(name), value],
  ],
  ([name, value]) => [[name, JSON.stringify(value)]],
  ([name, value]) => [[name, `[${value}]`]],
  ([name, value]) => [[name, `{"value":${value}}`]],
  ([name, value]) => [[` ${name}\t`, `\r\n${value} `]],
  ([name, value]) => [[name, value.replace(/"$/, '\\n"')]],
  ([name, value]) => [[name, value.replace(/^"/, '" ')]],
  ([name, value]) => [[name.toUpperCase(), value]],
];

/** Puts others in the place of one member, wherever that is. */
function replacing<Extra>(
  extras: fc.Arbitrary<Extra>,
  change: (member: Member, extra: Extra) => readonly Member[],
): fc.Arbitrary<Change> {
  return fc.tuple(fc.nat(), extras).map(
    ([place, extra]): Change =>
      (members) =>
        members.flatMap((member, index) =>
          index === place % members.length ? change(member, extra) : [member],
        ),
  );
}

function inTurn(changes: readonly Change[]): Change {
  return (members) => changes.reduce((changed, change) => change(changed), members);
}

/** The same name to a JSON parser, another one to a search for text. */
function escaped(name: string): string {
  return name.replace(/[a-z]/, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
