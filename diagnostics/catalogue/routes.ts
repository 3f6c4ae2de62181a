import { entry } from './entry';
import { hostIn, andOthers, counted, quoted, quotedList, type Suggestion } from './wording';

/** Controllers that an Ingress alone is not enough for: their lack, and its remedy. */
const bareClasses = {
  alb: {
    flaw: 'finds no ports of nodes behind these routes',
    help: (field: string) => `add \`alb.ingress.kubernetes.io/target-type: ip\` to ${quoted(`${field}.annotations`)}`,
  },
  gce: {
    flaw: 'passes over an Ingress that has `ingressClassName`',
    help: () => 'take `spec.ingressClassName` away and add the annotation `kubernetes.io/ingress.class` by a patch of the Ingress',
  },
} as const;

/** The harms that annotations do, and their remedies. */
const annotationHarms = {
  configuration: {
    flaw: 'writes into the configuration of the proxy',
    help: 'use the annotation of the controller for this one setting, or set it in the controller for all',
  },
  matching: {
    flaw: 'decides by more, or by less, than host and path which requests the routes get',
    help: 'remove it: every route is a plain prefix of a path',
  },
  rewriting: {
    flaw: 'changes the paths of requests on their way',
    help: 'let the service answer under its routes, as the paths of requests are',
  },
  backends: {
    flaw: 'lets something else answer than the services of the routes, or listen',
    help: 'give a service of the registry the route, or answer in the service',
  },
  hosts: { flaw: 'adds a host that nothing is known of', help: 'name the one host in `ingress.host`, and redirect others to it' },
  sharing: { flaw: 'lets Ingresses of others have a part in the host', help: 'remove it: one Ingress has all routes of its host' },
  order: { flaw: 'lets the shorter route win', help: 'remove it: the longest route wins by itself' },
} as const;

/** Findings about the route table. */
export const routesEntries = {
  'route-malformed': entry<Suggestion & { route: string; reason: string }>({
    severity: 'error',
    title: 'a route is not a plain path prefix',
    explanation:
      'A route is a prefix of whole path segments. Controllers disagree about everything else: patterns, percent-encoding, empty segments and a ' +
      'slash at the end.',
    message: ({ route, reason }) => `route ${quoted(route)} ${reason}`,
    help: ({ suggestion }) => (suggestion === undefined ? 'write a path such as `/api/v1/owners`' : `write ${quoted(suggestion)}`),
  }),

  'route-feature-invalid': entry<{ setting: string; value: string; expected: string }>({
    severity: 'error',
    title: 'a setting of routes has an illegal value',
    explanation:
      'The settings of routes, of `gateway` and of `routing` are written into the objects of controllers, which take them in different forms: what one of them would refuse, or read in a way of its own, is refused here.',
    message: ({ setting, value }) => `${quoted(value)} of ${quoted(setting)} is not legal`,
    help: ({ expected }) => `write ${expected}`,
  }),

  'route-fields-exclude': entry<{ field: string; other: string }>({
    severity: 'error',
    title: 'two fields of routes exclude each other',
    explanation:
      'A route can have its path taken away or replaced, and a connection that stays open has no time limit. A Gateway that is written stands in the namespace of the platform, and annotations are those of Ingresses.',
    message: ({ field, other }) => `${quoted(field)} and ${quoted(other)} exclude each other`,
    help: ({ field }) => `remove ${quoted(field)}, or the other one`,
  }),

  'route-port-unknown': entry<{ port: string; known: readonly string[] }>({
    severity: 'error',
    title: 'a route leads to a port that the service does not have',
    explanation:
      "A route leads to a port by its name: that of a further port of `ports`. Without `port` it leads to the service's own one.",
    message: ({ port }) => `the service has no port ${quoted(port)}`,
    help: ({ known }) => (known.length === 0 ? 'give the service a `port`' : `write one of ${known.map(quoted).join(', ')}, or remove it`),
  }),

  'route-host-unknown': entry<{ host: string; known: readonly string[]; field: 'ingress' | 'routing'; unnamed: string | undefined }>({
    severity: 'error',
    title: 'a route chooses a host that the environment does not have',
    explanation:
      'The hosts of an environment stand in its overlay. A route chooses among them by their `name`, which is the same in all environments, or by their DNS name.',
    message: ({ host }) => `the environment has no host ${quoted(host)}`,
    help: ({ host, known, field, unnamed }) => {
      if (field === 'ingress')
        return `declare the hosts by \`routing\` in place of \`ingress\`, with the name ${quoted(host)} for one of them`;
      if (unnamed !== undefined)
        return `write in \`routing.hosts\` ${quoted(`{ host: ${unnamed}, name: ${host} }`)} in place of ${quoted(unnamed)}`;
      return `write one of ${quotedList(known)}, or add the host to \`routing.hosts\``;
    },
  }),

  'routing-incomplete': entry<{ target: string; field: string }>({
    severity: 'error',
    title: 'the way in lacks a field',
    explanation:
      'An Ingress needs the class of its controller, and an HTTPRoute the Gateway that it belongs to. A Gateway that is written needs its class, and with TLS the Secret of its certificate.',
    message: ({ target, field }) => `the target ${quoted(target)} needs ${quoted(field)}`,
    help: ({ field }) =>
      field === 'className'
        ? 'add `className`, such as `traefik`: `kubectl get ingressclass,gatewayclass` lists them'
        : field === 'tls.secretName'
          ? 'add to `tls` the `secretName` of the certificate, or the `issuer` from whom cert-manager gets one'
          : 'add `gateway` with the `name` of the Gateway, and its `namespace`',
  }),

  'routing-controller-unfit': entry<{ target: string; controller: string }>({
    severity: 'error',
    title: 'a controller does not read the objects of the routes',
    explanation:
      'The controller ingress-nginx reads Ingresses alone, and Envoy Gateway objects of the Gateway API alone. Traefik reads both.',
    message: ({ target, controller }) => `the controller ${quoted(controller)} does not read the objects of the target ${quoted(target)}`,
    help: ({ target }) => `write ${quoted(target === 'gateway' ? 'target: ingress' : 'target: gateway')}`,
  }),

  'route-conflict': entry<{ route: string; other: string; longer?: string | undefined; request: string }>({
    severity: 'error',
    title: 'two services serve the same route',
    explanation:
      'A request goes to one service. Which of two with the same route gets it differs between controllers, and may change from one day to the ' +
      'next.',
    message: ({ route, other }) => `route ${quoted(route)} is already served by ${quoted(other)}`,
    notes: ({ request }) => [`either of the two may answer ${quoted(request)}: the controller picks one`],
    help: ({ longer }) =>
      `${longer === undefined ? '' : `give this route a longer prefix, such as ${quoted(longer)}, or `}remove it from one service`,
  }),

  'host-shared': entry<{ host: string; path: string; others: number; other: string; field: string }>({
    severity: 'warning',
    title: 'two platforms serve the same path of one host',
    explanation:
      'Two products, or two environments that share a cluster, have an Ingress each. For a path of one host that both have the controller picks one of the two, and may ' +
      'pick the other one the next day. Environments in clusters of their own, with DNS of their own, may share a host.',
    message: ({ host, path, others, other }) => `${andOthers(path, others)} of host ${quoted(host)} is also served by ${quoted(other)}`,
    help: ({ field }) => `give one of the two another host in ${quoted(field)}`,
  }),

  'host-shadowed': entry<{ host: string; route: string; platform: string; shorter: string; other: string; others: number }>({
    severity: 'warning',
    title: 'a platform takes requests from under a path of another one',
    explanation:
      'Two products that share a host share its paths as well: the longest wins, whoever has it. Where that is meant it is right; where it is not, a part of the API of one product silently lands in another one. The ' +
      'catch-all `/` is there to be taken from, and is not reported.',
    message: ({ host, route, platform, shorter, other, others }) =>
      `${quoted(platform)} takes ${andOthers(route, others)} of host ${quoted(host)} from under ${quoted(shorter)}, which ${quoted(other)} serves`,
    help: ({ other, shorter }) =>
      `serve both from one product or at two hosts, or accept the finding if ${quoted(other)} expects no requests there under ${quoted(shorter)}`,
  }),

  'host-route-lost': entry<{
    route: string;
    platform: string;
    request: string;
    reader: string;
    preferred: string;
    other: string;
    exact: boolean;
    others: number;
  }>({
    severity: 'warning',
    title: 'a route never answers, because another platform has its requests',
    explanation:
      'One controller reads the routes of all products, and prefers one of another product for all requests of this one at a host. Traefik counts the characters of the rule that it makes of a route: that of a wildcard is longer than that of a host under it, and that of a short path alone shorter than that of the catch-all `/`.',
    message: ({ route, others, platform, request, reader, preferred, other }) =>
      `${andOthers(route, others)} of ${quoted(platform)} would never answer in ${reader}: ${quoted(request)} reaches ${quoted(other)}, by ${quoted(preferred)}`,
    help: ({ exact, route }) =>
      exact
        ? `make ${quoted(route)} a prefix, without \`match: exact\`, or give it a host of its own`
        : 'give one of the two products hosts that the other one does not take, or accept the finding if they are in different clusters',
  }),

  'traefik-name-shared': entry<{
    kind: string;
    name: string;
    object: readonly string[];
    namespace: string;
    other: readonly string[];
    elsewhere: string;
  }>({
    severity: 'error',
    acceptable: true,
    title: 'two objects have one name in Traefik',
    explanation:
      'Traefik joins the namespace, the name and the port of a Kubernetes Service by dashes, and the namespace and the name of a Middleware. Of two objects with one name of that kind it uses one for both: requests of one ' +
      'product reach the pods of another, or pass its Middlewares. It is a warning for environments of different names, which may be in clusters of their own.',
    message: ({ kind, name, object, namespace, other, elsewhere }) =>
      `${kind} ${quoted(object.join(':'))} of namespace ${quoted(namespace)} and ${quoted(other.join(':'))} of ${quoted(elsewhere)} are both ${quoted(name)} in Traefik, which uses one for both`,
    help: () => 'give one of the two another `hostname`, or its environment another `namespace`',
  }),

  'route-repeated': entry<{ route: string }>({
    severity: 'error',
    title: 'a service lists a route twice',
    explanation: 'The second mention has no effect, and some controllers refuse an Ingress with the same path twice.',
    message: ({ route }) => `route ${quoted(route)} is listed twice`,
    help: () => 'remove one of the two',
  }),

  'route-redundant': entry<{ route: string; shorter: string; request: string }>({
    severity: 'warning',
    title: 'a route is served by a shorter one of the same service',
    explanation:
      'A prefix route serves every path under it, so a longer one of the same service has no effect, unless it asks the edge for something else.',
    message: ({ route, shorter, request }) =>
      `route ${quoted(route)} has no effect beside ${quoted(shorter)} of the same service, which would answer ${quoted(request)} alike`,
    help: ({ route }) => `remove ${quoted(route)}`,
  }),

  'route-shadowed': entry<{ route: string; shorter: string; other: string; service: string; request: string }>({
    severity: 'warning',
    title: "a route takes requests from under another service's route",
    explanation:
      'The longest route wins. Where that is meant it is right; where it is not, a part of an API silently lands in another service. The ' +
      'catch-all `/` is there to be taken from, and is not reported.',
    message: ({ route, shorter, other, service, request }) =>
      `route ${quoted(route)} takes requests from under ${quoted(shorter)}, which ${quoted(other)} serves: ${quoted(request)} reaches ${quoted(service)}`,
    help: ({ other }) => `serve both from one service, or move one out from under the other if ${quoted(other)} expects these requests`,
  }),

  'route-sibling-prefix': entry<{ route: string; shorter: string; other: string; request: string }>({
    severity: 'warning',
    title: 'a controller that compares characters would mix up two routes',
    explanation:
      'Kubernetes compares whole path segments. Traefik compares characters unless its static option ' +
      '`providers.kubernetesIngress.strictPrefixMatching` is on, ' +
      'and so does ingress-nginx for a whole host as soon as one of its Ingresses uses regular expressions. There `/a/b` also serves `/a/bc`.',
    message: ({ route, shorter, other }) =>
      `route ${quoted(route)} starts with the characters of ${quoted(shorter)}, which ${quoted(other)} serves`,
    notes: ({ request, other }) => [
      `a controller that compares characters sends ${quoted(request)} to ${quoted(other)} as soon as this route is missing or tried later`,
    ],
    help: () => 'turn strict prefix matching on in the controller, or give one of the two a name that does not start with the other',
  }),

  'route-protocol': entry<{ protocol: string }>({
    severity: 'error',
    title: 'a service that does not speak HTTP has routes',
    explanation: 'An Ingress sends requests of HTTP by their path. Over plain TCP and UDP there are neither requests nor paths.',
    message: ({ protocol }) => `the service speaks ${quoted(protocol)}, which no route can lead to`,
    help: () => 'write `routes: []`, or say by `protocol` that the service speaks `http`, `h2c` or `grpc`',
  }),

  'ingress-missing': entry<{ routes: number }>({
    severity: 'error',
    title: 'there are routes and no way in',
    explanation: 'Routes are served by an Ingress, which needs a class and a host. Without them no client could reach the routes.',
    message: ({ routes }) => `the environment has no \`ingress\` for ${counted(routes, 'route')}`,
    help: () => 'add `ingress` with `className` and `host` to the overlay',
  }),

  'ingress-host-invalid': entry<{ host: string }>({
    severity: 'error',
    title: 'the host of the Ingress is not a DNS name',
    explanation: 'The host is what clients send in the `Host` header: a DNS name without scheme, port or path, and not an IP address.',
    message: ({ host }) => `${quoted(host)} is not a DNS name`,
    help: ({ host }) => {
      const found = hostIn(host);
      return found === undefined ? 'write a name such as `tax.example.gov`' : `write only the name: ${quoted(found.host)}`;
    },
  }),

  'ingress-class-invalid': entry<{ className: string }>({
    severity: 'error',
    title: 'the class of the Ingress is not a legal name',
    explanation: '`className` is the name of an IngressClass in the cluster: `kubectl get ingressclass` lists them.',
    message: ({ className }) => `${quoted(className)} cannot be the name of an IngressClass`,
    help: () => 'write the name of an IngressClass of the cluster, such as `traefik`',
  }),

  'ingress-without-tls': entry<{ host: string; field: 'ingress' | 'routing' }>({
    severity: 'warning',
    title: 'routes are served without TLS outside development',
    explanation:
      'Without a certificate everything between the browser and the cluster, sessions and passwords included, can be read and changed on the way.',
    message: ({ host }) => `the routes of ${quoted(host)} are served in plain HTTP`,
    help: ({ field }) => `add \`tls\` with the \`secretName\` of a certificate to ${quoted(field)}`,
  }),

  'ingress-plain-http': entry<{ host: string; className: string; write: string; field: 'ingress' | 'routing' }>({
    severity: 'warning',
    title: 'routes with TLS may be answered in plain HTTP, too',
    explanation:
      'These controllers answer on port 80 also where an Ingress has TLS, and take a redirect or an entry point from an annotation. Traefik gets them by default; the finding is about an overlay that takes them away. A cluster ' +
      'whose controller redirects everything by itself needs neither: accept the finding there.',
    message: ({ host, className }) => `nothing tells the controller of class ${quoted(className)} to keep ${quoted(host)} off plain HTTP`,
    help: ({ write, field }) => `add ${quoted(write)} to ${quoted(`${field}.annotations`)}`,
  }),

  'ingress-class-bare': entry<{ controller: keyof typeof bareClasses; className: string; field: 'ingress' | 'routing' }>({
    severity: 'warning',
    title: 'the controller of the class needs more than an Ingress',
    explanation:
      'The AWS Load Balancer Controller sends requests to ports of nodes, which a Kubernetes Service of type ClusterIP does not have, unless its target type is `ip`; without `alb.ingress.kubernetes.io/scheme` the load ' +
      'balancer is for the inside of the network alone. GKE takes an Ingress by the annotation `kubernetes.io/ingress.class` and passes over every one that has `ingressClassName`; the Services behind it need network endpoint groups, ' +
      'which VPC-native clusters make by themselves.',
    message: ({ controller, className }) => `the controller of class ${quoted(className)} ${bareClasses[controller].flaw}`,
    help: ({ controller, field }) => bareClasses[controller].help(field),
  }),

  'ingress-each-balanced': entry<{ className: string; count: number }>({
    severity: 'error',
    acceptable: true,
    title: 'each Ingress would be a load balancer of its own',
    explanation:
      'The AWS Load Balancer Controller and that of Google Cloud make a load balancer of each Ingress, with an address of its own, and the DNS name of a host can lead to one of them. By `routing` each service has an Ingress. In a group of the AWS controller (`group.name`) rules are ordered by the names of the Ingresses, and not by ' +
      'the length of paths, and others can join it.',
    message: ({ className, count }) =>
      `the controller of class ${quoted(className)} makes ${count} load balancers of these routes, one for each Ingress`,
    help: () => 'write `ingress` in place of `routing`: it has one Ingress for all routes of a host',
  }),

  'ingress-annotation-unsafe': entry<{ field: string; name: string; harm: keyof typeof annotationHarms }>({
    severity: 'error',
    title: 'an annotation that makes a shared proxy, or the checks of routes, unsafe',
    explanation:
      'Snippets are written into the configuration of a proxy that serves others, too, and whose account may read every Secret of the cluster (CVE-2021-25742): ingress-nginx rates them critical, and refuses them by default. Regular ' +
      'expressions, conditions, rewritten paths, redirects, mirrors, further hosts and priorities change which requests the routes get, or who answers them, so that what was checked about them is no longer true.',
    message: ({ field, name, harm }) => `${quoted(name)} of ${quoted(field)} ${annotationHarms[harm].flaw}`,
    help: ({ harm }) => annotationHarms[harm].help,
  }),

  'ingress-annotation-foreign': entry<{ name: string; foreign: string; namespace: string }>({
    severity: 'error',
    acceptable: true,
    title: 'an annotation of an Ingress leaves the namespace',
    explanation:
      'A Secret, a ConfigMap, a middleware or a plugin of another namespace is changed by others, who decide so who gets in and what becomes of requests; and an Ingress that reads the Secrets of others through its controller is what ' +
      'controllers refuse by default. The group of a load balancer can be joined by Ingresses of any namespace, whose rules then stand among those of the routes. Where a platform team offers such a thing to all, accept the finding with that reason.',
    message: ({ name, foreign, namespace }) =>
      `${quoted(name)} leads to ${quoted(foreign)}, which is not of the namespace ${quoted(namespace)}`,
    help: () => 'name an object of the own namespace, which `manifests/` of the product can hold',
  }),
};
