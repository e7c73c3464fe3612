import { awsError, type Fate, type Hook, type Moment, type ProxiedCall, s3Error } from './store-proxy.ts';

/** Kills the API at once; what it returns is the fate of the call that it happened at. */
export type Kill = () => Fate;

/** What goes on from the moment at which a failpoint is armed until the API is dead. */
export interface Armed {
  readonly hook?: Hook;
  /** Called when a client has read the headers of an answer. */
  readonly onHeaders?: () => void;
}

export interface Failpoint {
  readonly name: string;
  readonly arm: (kill: Kill) => Armed;
}

const LONGEST_RANDOM_WAIT_MS = 300;
const UNSTORED_BEFORE_KILL = 12;
const DYNAMODB_DOWN = awsError(500, 'InternalServerError');
const S3_DOWN = s3Error(503, 'SlowDown');

/** Every moment of a summary's life at which a crash could lose it. */
export const FAILPOINTS: readonly Failpoint[] = [
  { name: 'model has answered, API does not know yet', arm: at('Converse', 'applied') },
  { name: 'model has answered, nothing is written yet', arm: at('Converse', 'acknowledged') },
  { name: 'DynamoDB put on its way', arm: at('PutItem', 'received') },
  { name: 'DynamoDB put applied, not acknowledged', arm: at('PutItem', 'applied') },
  { name: 'DynamoDB put acknowledged', arm: at('PutItem', 'acknowledged') },
  { name: 'S3 put on its way', arm: at('PUT', 'received') },
  { name: 'S3 put applied, not acknowledged', arm: at('PUT', 'applied') },
  { name: 'S3 put acknowledged', arm: at('PUT', 'acknowledged') },
  { name: 'between the writes, DynamoDB first', arm: between('PUT', 'PutItem') },
  { name: 'between the writes, S3 first', arm: between('PutItem', 'PUT') },
  { name: 'mark on its way', arm: at('UpdateItem', 'received') },
  { name: 'mark applied, not acknowledged', arm: at('UpdateItem', 'applied') },
  { name: 'client has read the headers', arm: (kill) => ({ onHeaders: kill }) },
  { name: 'retrying while DynamoDB is down', arm: duringRetries },
  { name: 'S3 down, and a transfer before the sweep', arm: afterTransfer },
  { name: 'both stores down, records waiting in memory', arm: whileUnstored },
  {
    name: 'at a random moment',
    arm: (kill) => {
      setTimeout(kill, Math.random() * LONGEST_RANDOM_WAIT_MS);
      return {};
    },
  },
];

function at(operation: string, moment: Moment) {
  return (kill: Kill): Armed => ({
    hook: (call, now) => (call.operation === operation && now === moment ? kill() : 'pass'),
  });
}

/** Holds one store's write back for ever, and kills when the other store has acknowledged the same record. */
function between(held: string, acknowledged: string) {
  return (kill: Kill): Armed => {
    const waiting = new Set<string>();
    return {
      hook: (call, moment) => {
        if (call.operation === held && moment === 'received') {
          waiting.add(requestIdOf(call));
          return 'drop';
        }
        const isOther = call.operation === acknowledged && moment === 'acknowledged';
        return isOther && waiting.has(requestIdOf(call)) ? kill() : 'pass';
      },
    };
  };
}

/** The client itself tries twice, so a third put of a record is the retry queue's. */
function duringRetries(kill: Kill): Armed {
  const puts = new Map<string, number>();
  return {
    hook: (call, moment) => {
      if (call.operation !== 'PutItem' || moment !== 'received') return 'pass';
      const requestId = requestIdOf(call);
      puts.set(requestId, (puts.get(requestId) ?? 0) + 1);
      return (puts.get(requestId) ?? 0) > 2 ? kill() : DYNAMODB_DOWN;
    },
  };
}

/** Kills when both contacts of a chain are in DynamoDB and in no bucket. */
function afterTransfer(kill: Kill): Armed {
  const chains = new Set<string>();
  return {
    hook: (call, moment) => {
      if (call.operation === 'PUT') return moment === 'received' ? S3_DOWN : 'pass';
      if (call.operation !== 'PutItem' || moment !== 'acknowledged') return 'pass';
      const chain = itemOf(call).unique_process_id.S;
      if (chains.has(chain)) return kill();
      chains.add(chain);
      return 'pass';
    },
  };
}

function whileUnstored(kill: Kill): Armed {
  let refused = 0;
  return {
    hook: ({ operation }, moment) => {
      if (moment !== 'received') return 'pass';
      if (operation === 'PUT') return S3_DOWN;
      if (operation !== 'PutItem') return 'pass';
      refused += 1;
      return refused > UNSTORED_BEFORE_KILL ? kill() : DYNAMODB_DOWN;
    },
  };
}

/** The id of the request whose record a write brings. */
function requestIdOf(call: ProxiedCall): string {
  if (call.service === 's3') return /\.([^.]+)\.json$/.exec(call.target)?.[1] ?? '';
  return itemOf(call).request_id.S;
}

interface ItemOnTheWire {
  readonly request_id: { readonly S: string };
  readonly unique_process_id: { readonly S: string };
}

function itemOf({ body }: ProxiedCall): ItemOnTheWire {
  return JSON.parse(body.toString()).Item;
}
