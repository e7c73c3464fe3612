import OmniInsights from 'c/omniInsights';
import { createElement } from 'lwc';
import { exchanges } from './apex.ts';
import { askServer } from './ask-server.ts';
import { element, part } from './element.ts';
import { exchangeView, type Told } from './exchange-view.ts';
import { openInteraction } from './interaction-dialog.ts';

interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly note: string;
  readonly accountNumber: string;
}

interface Start {
  readonly scenarios: readonly Scenario[];
  readonly links: Readonly<Record<string, string>>;
}

const MOST_EXCHANGES = 12;

const fault = part('account-fault', HTMLParagraphElement);
const account = part('account', HTMLInputElement);
const panel = part('panel', HTMLDivElement);
const list = part('exchanges', HTMLOListElement);
let component: (HTMLElement & { recordId?: string }) | null = null;

part('account-form', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  void queue(account.value.trim());
});

exchanges.addEventListener('exchange', (event) => {
  if (!(event instanceof CustomEvent)) return;
  const told: Told = event.detail;
  part('nothing-yet', HTMLParagraphElement).hidden = true;
  list.prepend(exchangeView(told));
  while (list.children.length > MOST_EXCHANGES) list.lastElementChild?.remove();
});

panel.addEventListener('openinteraction', (event) => {
  if (!(event instanceof CustomEvent)) return;
  event.detail.handled = true;
  void openInteraction(event.detail.accountNumber, event.detail.interactionId);
});

const start = await askServer<Start>('/scenarios');
if ('fault' in start) fault.textContent = start.fault;
else {
  part('scenarios', HTMLUListElement).append(...start.content.scenarios.map(scenarioView));
  part('links', HTMLElement).append(
    ...Object.entries(start.content.links).map(([text, href]) =>
      element('a', { text, attributes: { href } }),
    ),
  );
}

function scenarioView({ title, note, accountNumber }: Scenario): HTMLLIElement {
  const button = element('button', {
    className: 'scenario',
    attributes: { type: 'button', 'aria-pressed': 'false', 'data-account': accountNumber },
    children: [
      element('span', { className: 'scenario-title', text: title }),
      element('span', { className: 'scenario-note', text: note }),
    ],
  });
  button.addEventListener('click', () => queue(accountNumber));
  return element('li', { children: [button] });
}

/** A customer enters the queue and reaches this agent: the component is given the call. */
async function queue(accountNumber: string): Promise<void> {
  fault.textContent = '';
  account.removeAttribute('aria-invalid');
  const asked = await askServer<{ recordId: string }>('/calls', { account_number: accountNumber });
  if ('fault' in asked) {
    fault.textContent = asked.fault;
    account.setAttribute('aria-invalid', 'true');
    return;
  }
  for (const button of document.querySelectorAll<HTMLElement>('.scenario'))
    button.setAttribute('aria-pressed', String(button.dataset.account === accountNumber));
  if (component === null) {
    component = createElement('c-omni-insights', { is: OmniInsights });
    component.recordId = asked.content.recordId;
    panel.replaceChildren(component);
  } else component.recordId = asked.content.recordId;
  // Below the queue where the screen is narrow.
  panel.scrollIntoView({ block: 'nearest' });
}
