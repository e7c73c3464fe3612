/** Stands in for Salesforce: what a component asks of Apex goes to the methods of the test. */
export type ApexMethod = (parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;

let methods: Readonly<Record<string, ApexMethod>> = {};

export function useApex(doubles: Readonly<Record<string, ApexMethod>>): void {
  methods = doubles;
}

/** @throws Error when the test has no such method: nothing is asked of Apex unseen */
export function callApex(method: string, parameters: Readonly<Record<string, unknown>>): Promise<unknown> {
  const double = methods[method];
  if (double === undefined) throw new Error(`The test has no Apex method ${method}`);
  return double(parameters);
}
