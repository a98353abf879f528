// npm run reference: docs/api/, one Markdown page for each door of the package, from the docstrings. A name that a door shows but does
// not offer, or offers without a docstring, stops it.
export default {
  entryPoints: ['src/index.ts', 'src/widget/define.ts', 'src/react.ts', 'src/node.ts'],
  tsconfig: 'tsconfig.reference.json',
  plugin: ['typedoc-plugin-markdown'],
  router: 'module',
  out: 'docs/api',
  readme: 'none',
  // Addresses of lines would change with every commit.
  disableSources: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeExternals: true,
  intentionallyNotExported: ['REPLAY_SYSTEMS'],
  // What the browser calls, as of every custom element.
  intentionallyNotDocumented: [
    'connected',
    'attributeChanged',
    'formAssociated',
    'formDisabled',
    'formReset',
    'formStateRestore',
  ].map((name) => `tagweave/widget.TagweaveRecommenderElement.${name}Callback`),
  validation: { notDocumented: true },
  requiredToBeDocumented: ['Class', 'Interface', 'Function'],
  treatValidationWarningsAsErrors: true,
};
