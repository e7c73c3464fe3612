declare module 'lwc' {
  export function createElement(name: string, options: { readonly is: unknown }): HTMLElement;
}

declare module 'c/omniInsights' {
  const component: unknown;
  export default component;
}
