/** What the tests import of Salesforce's names, as the plugin resolves them. */
declare module 'lwc' {
  export * from '@lwc/engine-dom';
}

declare module 'c/omniInsights' {
  import type { LightningElement } from '@lwc/engine-dom';

  const component: typeof LightningElement;
  export default component;
}

declare module 'c/omniInsightsCard' {
  import type { LightningElement } from '@lwc/engine-dom';

  const component: typeof LightningElement;
  export default component;
}
