import { createElement, type LightningElement } from 'lwc';

/** What tests see of a page: through the shadow roots of components, as a person does. */

/** An element of the tag in the document, with its properties set. */
export function mount(tag: string, is: typeof LightningElement, properties: object = {}): HTMLElement {
  const element = Object.assign(createElement(tag, { is }), properties);
  document.body.replaceChildren(element);
  return element;
}

/** Answers that are there, and what they change on the page. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** Every element that fits, from the top of the page, whatever component it is in. */
export function findAll(selector: string, root: ParentNode = document): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap((element) => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot === null ? [] : findAll(selector, element.shadowRoot)),
  ]);
}

/** @throws Error unless there is just one */
export function find(selector: string, root?: ParentNode): HTMLElement {
  const found = findAll(selector, root);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} elements fit ${selector}`);
  return only;
}

export const textsOf = (selector: string, root?: ParentNode): string[] =>
  findAll(selector, root).map((element) => (element.textContent ?? '').trim());

/** Everything that can be read, with one space between. */
export const pageText = (): string => textsOf(':not(:has(*))').filter(Boolean).join(' ');

export async function click(element: HTMLElement): Promise<void> {
  element.click();
  await settle();
}

/** The element that keys go to, through shadow roots. */
export function focused(): Element | null {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}

/** The details of all events of a name from now on. */
export function record(element: HTMLElement, name: string): unknown[] {
  const details: unknown[] = [];
  element.addEventListener(name, (event) => details.push(event instanceof CustomEvent ? event.detail : null));
  return details;
}

export async function type(element: HTMLElement, text: string): Promise<void> {
  Object.assign(element, { value: text }).dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}

export async function press(element: HTMLElement, key: string): Promise<void> {
  element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  await settle();
}
