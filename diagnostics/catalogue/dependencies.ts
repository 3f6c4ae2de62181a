import { entry } from './entry';
import { quoted, type Suggestion } from './wording';

/** Findings about `dependsOn`. */
export const dependenciesEntries = {
  'dependency-unknown': entry<Suggestion & { dependency: string }>({
    severity: 'error',
    title: '`dependsOn` or a reference names a service that does not exist',
    explanation: '`dependsOn` lists registry keys of the product, and `product/key` for services of other products.',
    message: ({ dependency }) => `there is no service ${quoted(dependency)}`,
    help: ({ suggestion }) =>
      suggestion === undefined ? 'add the service to the registry, or remove it here' : `did you mean ${quoted(suggestion)}?`,
  }),

  'dependency-outside-product': entry<{ dependency: string; product: string }>({
    severity: 'error',
    title: '`dependsOn` or a reference names a service that the product leaves out',
    explanation: 'The service would call a hostname that does not exist in its namespace.',
    message: ({ dependency, product }) => `${quoted(dependency)} is not part of product ${quoted(product)}`,
    help: ({ dependency, product }) =>
      `add ${quoted(dependency.slice(dependency.indexOf('/') + 1))} to \`services\` of the product manifest${dependency.includes('/') ? ` of ${quoted(product)}` : ''}`,
  }),

  'dependency-own-product': entry<{ dependency: string; service: string }>({
    severity: 'error',
    title: '`dependsOn` or a reference names a service of its own product as one of another',
    explanation: 'Services of the product are named by their keys alone, which the compiler checks.',
    message: ({ dependency }) => `${quoted(dependency)} is a service of this product`,
    help: ({ service }) => `write ${quoted(service)}`,
  }),

  'dependency-product-unknown': entry<Suggestion & { dependency: string; product: string }>({
    severity: 'error',
    title: '`dependsOn` or a reference names a product that does not exist',
    explanation: 'The product of `product/key` is another folder beside that of the product, with the name that its product manifest says.',
    message: ({ product }) => `there is no product ${quoted(product)} among the folders of products`,
    help: ({ suggestion }) =>
      suggestion === undefined
        ? 'add the product, or say in `egress` what the service calls outside of all products'
        : `did you mean ${quoted(suggestion)}?`,
  }),

  'dependency-environment-missing': entry<{ dependency: string; product: string; environment: string }>({
    severity: 'error',
    title: '`dependsOn` or a reference names a product that lacks the environment',
    explanation:
      'A service of another product is looked up in the environment of the same name: `prod` of the one calls `prod` of the other. Without one there is ' +
      'no namespace in which it could be called.',
    message: ({ dependency, product, environment }) =>
      `product ${quoted(product)} has no environment ${quoted(environment)}, in which ${quoted(dependency)} would be called`,
    help: ({ product, environment }) => `add ${quoted(environment)} to \`environments\` of product ${quoted(product)}, with its overlay`,
  }),

  'dependency-product-cycle': entry<{ cycle: readonly string[]; products: number }>({
    severity: 'warning',
    title: 'products depend on each other in a circle',
    explanation:
      'No pod waits for a service of another product, so a cycle runs. But an Argo CD Application per product cannot be brought out after those that it depends ' +
      'on. Of several cycles among the same products the shortest is shown.',
    message: ({ cycle }) => `products depend on each other in a circle: ${arrows(cycle)}`,
    notes: ({ cycle, products }) => (products > cycle.length - 1 ? [`${products} products can each be reached from all the others`] : []),
    help: ({ cycle }) => `move what ${quoted(cycle[0] ?? '')} and ${quoted(cycle.at(-2) ?? '')} both need to a third product`,
  }),

  'dependency-self': entry<{ service: string }>({
    severity: 'error',
    title: 'a service depends on itself',
    explanation: 'A service can call itself without the network, and a policy that lets it call itself has no effect.',
    message: ({ service }) => `${quoted(service)} depends on itself`,
    help: () => 'remove it from `dependsOn`',
  }),

  'dependency-repeated': entry<{ dependency: string }>({
    severity: 'warning',
    title: 'a dependency is listed twice',
    explanation: 'The second mention has no effect.',
    message: ({ dependency }) => `${quoted(dependency)} is listed twice`,
    help: () => 'remove one of the two',
  }),

  'dependency-cycle': entry<{ cycle: readonly string[]; services: number }>({
    severity: 'warning',
    title: 'services depend on each other in a circle',
    explanation:
      'Kubernetes starts all pods at once and none waits for another, so a cycle runs. But its services can be neither changed nor deployed one ' +
      'after the other, ' +
      'and when one of them is slow all of them are. Of several cycles among the same services the shortest is shown.',
    message: ({ cycle }) => `services depend on each other in a circle: ${arrows(cycle)}`,
    notes: ({ cycle, services }) => (services > cycle.length - 1 ? [`${services} services can each be reached from all the others`] : []),
    help: ({ cycle }) =>
      `let ${quoted(cycle.at(-2) ?? '')} publish an event instead of calling ${quoted(cycle[0] ?? '')}, or move what both need to a third service`,
  }),

  'layer-inversion': entry<{ service: string; dependency: string }>({
    severity: 'warning',
    title: 'a platform service depends on a domain service',
    explanation:
      'Layers are there so that the platform can be used by every product. A platform service that calls a domain service belongs to that ' +
      'domain, or knows too much about it.',
    message: ({ service, dependency }) => `${quoted(service)} of layer \`platform\` depends on ${quoted(dependency)} of layer \`domain\``,
    help: ({ service, dependency }) =>
      `let ${quoted(dependency)} call ${quoted(service)} or publish an event, or move one of the two to the other layer`,
  }),

  'dependency-undeclared': entry<{ service: string; variable: string; dependency: string }>({
    severity: 'error',
    acceptable: true,
    title: 'a service is given the URL of a service that it does not depend on',
    explanation: 'Network policies and the dependency graph are made from `dependsOn`. A call that is not declared there would be cut off.',
    message: ({ service, variable, dependency }) =>
      `${quoted(variable)} leads to ${quoted(dependency)}, which ${quoted(service)} does not depend on`,
    help: ({ service, dependency }) => `add ${quoted(dependency)} to \`dependsOn\` of ${quoted(service)}`,
  }),
};

/** The most names of a cycle that the message shows. */
const longestCycle = 9;

function arrows(cycle: readonly string[]): string {
  if (cycle.length <= longestCycle) return `\`${cycle.join(' -> ')}\``;
  const left = cycle.slice(0, longestCycle - 2);
  return `\`${left.join(' -> ')} -> … ${cycle.length - left.length - 1} more … -> ${cycle.at(-1)}\``;
}
