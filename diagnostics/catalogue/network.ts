import { entry } from './entry';
import { andOthers, asksFor, counted, quoted, quotedList, type Suggestion } from './wording';

/** Hosts that policies would cut. */
export interface UnknownHosts {
  readonly hosts: readonly {
    readonly host: string;
    /** Empty for every port. */
    readonly ports: readonly number[];
    readonly callers: readonly string[];
    /** Where such a host mostly is. */
    readonly area: 'internet' | 'private' | 'pods' | 'api-server';
  }[];
  /** How much of the field the overlay has. */
  readonly below: 'hosts' | 'network' | 'nothing';
}

/** The most callers of a host that a finding names. */
const mostCallers = 4;

const areaTexts = {
  internet: 'internet',
  private: '[10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]',
  'api-server': '{ cidrs: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16], ports: { 443: 6443 } }',
} as const;

/** A host as text of YAML: in quotes where it could be read as something else. */
function yamlText(host: string): string {
  return /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+$/.test(host) ? host : JSON.stringify(host);
}

/** What is put into pods and needs more than their policies let through. */
export interface InjectionCut {
  /** What puts it there, such as `Istio`. */
  readonly injector: string;
  /** What asks for it, such as: the label `istio-injection`. */
  readonly mark: string;
  /** The first workload that it is put into. */
  readonly workload: string;
  /** How many more there are. */
  readonly more: number;
  readonly calls: readonly { readonly host: string; readonly port: number; readonly namespace: string }[];
  /** The port at which calls between pods arrive by it; left out if they arrive where they are sent to. */
  readonly arrives?: number;
  /** Where what is missing is declared: for one service, for a workload of the team, or for all pods. */
  readonly by: 'egress' | 'connections' | 'policy';
}

/** A host that is every pod of the product's own namespace. */
export interface UnlabelledHost {
  readonly host: string;
  readonly namespace: string;
  /** The registry key of the service that the host is; left out if it is none. */
  readonly service?: string;
  /** The field by which a service asks for the server that the host is; left out if it is none. */
  readonly server?: 'database' | 'needsRedis' | 'needsRabbitmq';
  /** Whether `network.hosts` says it; otherwise the name of the host does. */
  readonly said: boolean;
}

/** A workload of the team's that policies select not at all, or not in both directions. */
export interface UnpolicedWorkload {
  readonly workload: string;
  /**
   * The directions in which nothing closes its pods.
   * @default none: `default-deny` closes them
   */
  readonly open?: readonly ('Ingress' | 'Egress')[];
}

/** Calls of another product that its policies cut. */
export interface CutNeighbour {
  /** The registry key of the service that calls, or the workload of the team. */
  readonly caller: string;
  /** How many more callers there are. */
  readonly more: number;
  readonly host: string;
  readonly port: number;
  /** The product that is called. */
  readonly product: string;
  /** The namespace of the callers. */
  readonly namespace: string;
  /** The service that is called, as `dependsOn` names it, where that lets the call in. */
  readonly dependency?: string;
  /** Where the caller names the host, beside a dependency. */
  readonly field?: 'egress' | 'externals';
}

/** Findings about what may talk to what. */
export const networkEntries = {
  'network-value-invalid': entry<{
    what: 'cidr' | 'label' | 'port';
    value: string;
    /** Where the block starts that the value is in; undefined if it is no block. */
    start?: string | undefined;
  }>({
    severity: 'error',
    title: 'what a network policy names cannot be',
    explanation:
      'Addresses are written as CIDR, with the length of the prefix, and by the first address of the block: one machine is `10.20.0.5/32`, while `10.20.0.5/24` would be all 256 around it. Labels have the form of Kubernetes labels, and a port is a whole number from 1 to 65535.',
    message: ({ what, value, start }) =>
      start === undefined
        ? `${quoted(value)} is no ${what === 'cidr' ? 'block of addresses' : what}`
        : `${quoted(value)} is one address, and stands for all ${sizeOf(value)} from ${quoted(start)} on`,
    help: ({ what, value, start }) =>
      what === 'cidr'
        ? start !== undefined
          ? `write ${quoted(alone(value))} for this address alone, or ${quoted(`${start}/${value.split('/')[1] ?? ''}`)} for all of them`
          : /^(?:[0-9.]+|[0-9a-f]*:[0-9a-f:]*)$/i.test(value)
            ? `write ${quoted(alone(value))} for this address alone`
            : 'write a block such as `10.20.0.0/16`'
        : what === 'label'
          ? 'write a label as pods have it, such as `app.kubernetes.io/name: traefik`'
          : 'write a whole number from 1 to 65535',
  }),

  'network-area-empty': entry({
    severity: 'error',
    title: 'who is meant is not said',
    explanation:
      'Pods are found by their `namespace`, their `labels`, or both; machines outside the cluster by `cidrs`. Nothing at all would mean everybody.',
    message: () => 'the mapping has neither `namespace` nor `labels` nor `cidrs`',
    help: () => 'add `namespace`, `labels` or `cidrs`',
  }),

  'network-reason-missing': entry<{ policies: string }>({
    severity: 'error',
    title: 'policies are left out without a reason',
    explanation:
      'Without policies every pod of the cluster can call every service and every database server, and a pod that was broken into can call the whole internet. Whoever reads the overlay wants to know why.',
    message: ({ policies }) => `\`policies: ${policies}\` has no \`reason\``,
    help: () => "add `reason`, such as `reason: 'the network plugin of this cluster enforces no policies'`",
  }),

  'network-edge-unknown': entry<{ className: string | undefined; service: string }>({
    severity: 'error',
    title: 'nothing tells whose pods lead requests from outside to services',
    explanation:
      'A policy lets requests in from the pods of the ingress controller, by their namespace and labels. Those of Traefik, Envoy Gateway, ingress-nginx, Contour, Kong and of Google Cloud are known by `routing` or by the class; of another one `network.edge` has to say them. ' +
      'A controller that shares the network of its node, or a load balancer outside the cluster, comes from addresses.',
    message: ({ className, service }) =>
      `${className === undefined ? 'nothing' : `the class ${quoted(className)} does not`} tell${className === undefined ? 's' : ''} whose pods lead requests to ${quoted(service)}, so a policy would cut all of them`,
    help: () =>
      'add `network.edge` to the overlay: `traefik`, `ingress-nginx` or another known name, or `namespace` and `labels` of the pods, or `cidrs`',
  }),

  'network-host-unknown': entry<UnknownHosts>({
    severity: 'error',
    title: 'nothing tells where hosts are that services call',
    explanation:
      'A NetworkPolicy names pods and addresses, and no DNS names. What is behind a host outside the product has to be said, or the policy would cut it: as CIDR, as pods, or as `internet`. Where the network of the cluster knows names, ' +
      '`capabilities` says so, by `cilium.io/v2` or `networking.gke.io/v1alpha1`, and nothing else is needed for names with a dot.',
    message: ({ hosts }) =>
      `the policies would cut ${counted(hosts.length, 'host')}: nothing tells ${hosts.length === 1 ? 'its' : 'their'} addresses`,
    notes: ({ hosts }) =>
      hosts.map(({ host, ports, callers }) => {
        const at = ports.length === 0 ? host : `${host}:${ports.join(',')}`;
        return `${quoted(at)} is called by ${callers.length === 0 ? 'workloads of the team' : quotedList(callers, mostCallers)}`;
      }),
    help: ({ below }) =>
      `add these lines to the overlay${below === 'nothing' ? '' : `, below \`${below === 'hosts' ? 'network.hosts' : 'network'}\``}, with the addresses and labels that you know; \`internet\` is every public address`,
    lines: ({ hosts, below }) => [
      ...(below === 'nothing' ? ['network:'] : []),
      ...(below === 'hosts' ? [] : ['  hosts:']),
      ...hosts.map(
        ({ host, area }) => `    ${yamlText(host)}: ${area === 'pods' ? `{ labels: { app: ${yamlText(host)} } }` : areaTexts[area]}`,
      ),
    ],
  }),

  'network-service-port': entry<{ host: string; port: number }>({
    severity: 'warning',
    title: 'nothing tells at which port the pods behind a Kubernetes Service listen',
    explanation:
      'A policy sees a call when the Kubernetes Service is behind it: with `port: 80` and `targetPort: 8080` it is one to port 8080, and a rule for port 80 would cut it. Cadastre takes the two to be the same where nothing says otherwise. ' +
      'Below 1024 they mostly are not: programs listen there as root alone.',
    message: ({ host, port }) =>
      `\`${host}:${port}\` is let through at port ${port} of the pods behind it, which may listen at another one`,
    help: ({ host, port }) =>
      `add ${quoted(`${host}: { ports: { ${port}: 8080 } }`)} to \`network.hosts\`, with the \`targetPort\` of the Kubernetes Service, or with ${port} if that is right`,
  }),

  'network-neighbour-cut': entry<CutNeighbour>({
    severity: 'error',
    acceptable: true,
    title: 'a connection to another product that its policies cut',
    explanation:
      'A connection passes if the policies of both ends let it. `egress`, `network.connections` and the hosts of servers open the end that calls; who may call in is up to the product that is called: services of others that name one of its services in `dependsOn`, and what a NetworkPolicy of its team lets in. Without either the call runs into its timeout. ' +
      'Environments of one name are taken to be in one cluster: where they are not, accept the finding in `allow`.',
    message: ({ caller, more, host, port, product }) =>
      `${more === 0 ? `${quoted(caller)} calls` : `${andOthers(caller, more)} call`} ${quoted(`${host}:${port}`)}, and the policies of ${quoted(product)} do not let it in`,
    help: ({ caller, port, product, namespace, dependency, field = 'egress' }) =>
      dependency === undefined
        ? `add a NetworkPolicy to \`manifests\` of ${quoted(product)} that lets pods of namespace ${quoted(namespace)} in at port ${port}`
        : `write ${quoted(dependency)} in \`dependsOn\` of ${quoted(caller)}, in place of the host in \`${field}\``,
  }),

  'network-identity-cut': entry<{ service: string; annotation: string; cloud: string; host: string }>({
    severity: 'warning',
    title: 'a service has an identity of a cloud, and may not ask for its credentials',
    explanation:
      'The annotation of a service account gives pods a role of a cloud. They exchange the token of the account for credentials at an endpoint of that cloud, which is outside, and which the policy cuts unless the service declares it. ' +
      'On Google Kubernetes Engine that is the metadata server of the node, which follows from the annotation by itself.',
    message: ({ service, annotation, cloud }) =>
      `${quoted(service)} has ${quoted(annotation)}, and its policy cuts the endpoint of ${cloud} at which it gets its credentials`,
    help: ({ host }) => `add \`{ host: ${host} }\` to \`egress\` of the service, and the host to \`network.hosts\``,
  }),

  'network-host-unused': entry<Suggestion & { host: string }>({
    severity: 'warning',
    title: 'an address is given of a host that nobody calls',
    explanation: '`network.hosts` is read for hosts of backing services, externals, `egress` and `network.connections`.',
    message: ({ host }) => `no service calls the host ${quoted(host)}`,
    help: ({ suggestion }) => (suggestion === undefined ? 'remove it' : `did you mean ${quoted(suggestion)}?`),
  }),

  'network-host-unlabelled': entry<UnlabelledHost>({
    severity: 'error',
    title: 'a host is all pods of the product’s own namespace',
    explanation:
      'What is behind a host in the product’s own namespace are pods of no tree, such as those of an operator. They get their callers by a policy of their own, which selects them by their labels. Without labels that would be every pod of the product: nothing is let in, and callers may send to all.',
    message: ({ host, namespace }) =>
      `${quoted(host)} stands for every pod of the namespace ${quoted(namespace)}, which is the product’s own, so no policy lets its callers in`,
    help: ({ host, service, server, said }) =>
      service !== undefined
        ? `write ${quoted(service)} in \`dependsOn\` in its place`
        : server !== undefined
          ? `${asksFor(server)} in its place, in the entry of the service that calls it`
          : said
            ? `add the \`labels\` of the pods behind ${quoted(host)}, as \`kubectl get pods --show-labels\` shows them`
            : `add ${quoted(host)} to \`network.hosts\`, with the \`labels\` of the pods behind it, as \`kubectl get pods --show-labels\` shows them`,
  }),

  'network-host-everywhere': entry<{ host: string; blocks: readonly string[] }>({
    severity: 'warning',
    title: 'a host is said to be at every address',
    explanation:
      'With `0.0.0.0/0` whoever calls the host may call every machine: those of private networks, and 169.254.169.254, where clouds hand out credentials. `internet` stands for public addresses, as services have that change theirs.',
    message: ({ host, blocks }) =>
      `${quoted(host)} is at ${quotedList(blocks)}, which ${blocks.length === 1 ? 'is' : 'are together'} every machine, also of private networks`,
    help: () => 'write `internet` for public addresses, or the block that the host is in',
  }),

  'network-injection-cut': entry<InjectionCut>({
    severity: 'warning',
    title: 'network policies cut what is put into pods',
    explanation:
      'The proxy of a service mesh and the agent of Vault are put into pods by the cluster, and talk to a control plane of their own, of which the registry knows nothing. Pods whose proxy does not reach it do not get ready. ' +
      'Istio without sidecars takes all calls between pods to a port of its own. If the control plane is elsewhere, or another kind of policy lets it through, accept the finding in `allow`.',
    message: ({ injector, mark, workload, more, calls, arrives }) => {
      const pods = `the pods of ${quoted(workload)}${more > 0 ? ` and ${more} more` : ''}`;
      return arrives === undefined
        ? `${mark} has ${injector} put a container into ${pods}, whose network policies cut what it calls: ${calls.map(({ host, port }) => quoted(`${host}:${port}`)).join(', ')}`
        : `by ${injector} (${mark}) calls between pods arrive at port ${arrives}, which the network policies of ${pods} do not let through`;
    },
    help: ({ workload, calls, arrives, by }) => {
      if (arrives !== undefined)
        return `add a NetworkPolicy to \`manifests\`, with \`spec: { podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ ports: [{ port: ${arrives} }] }], egress: [{ ports: [{ port: ${arrives} }] }] }\``;
      const ends = calls.map(({ host, port }) => `{ host: '${host}', port: ${port} }`).join(', ');
      if (by === 'egress') return `add \`${ends}\` to \`egress\` of ${quoted(workload)}`;
      if (by === 'connections') return `add \`${ends}\` to \`to\` of ${quoted(workload)} in \`network.connections\` of the overlay`;
      const rules = calls.map(
        ({ namespace, port }) =>
          `{ to: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${namespace} } } }], ports: [{ port: ${port} }] }`,
      );
      return `add a NetworkPolicy to \`manifests\`, with \`spec: { podSelector: {}, policyTypes: [Egress], egress: [${rules.join(', ')}] }\``;
    },
  }),

  'network-workload-unpoliced': entry<UnpolicedWorkload>({
    severity: 'error',
    title: 'a workload of the team has no network policy',
    explanation:
      'The namespace is closed for every pod that no policy selects, but for questions to the DNS. What the team carries in `manifests` or makes in `extend.ts` says itself what it talks to, by a NetworkPolicy beside it or in `network.connections`.',
    message: ({ workload, open = [] }) =>
      open.length === 0
        ? `no NetworkPolicy selects the pods of ${quoted(workload)}, so nothing could reach them, and they could reach nothing`
        : `no NetworkPolicy closes what the pods of ${quoted(workload)} ${open.map((direction) => (direction === 'Ingress' ? 'get' : 'send')).join(' and ')}`,
    notes: ({ open = [] }) =>
      open.length === 0
        ? []
        : [
            'with an Application for each service `default-deny` leaves out pods with the label `app.kubernetes.io/part-of` of the product: each of ours has a policy of its own',
          ],
    help: ({ workload }) => `add ${quoted(workload)} to \`network.connections\` of the overlay, with \`to\` and \`from\``,
  }),

  'network-connection-unknown': entry<Suggestion & { name: string; what: 'workload' | 'to' | 'from' }>({
    severity: 'error',
    title: 'a declared connection leads to nothing',
    explanation:
      '`network.connections` has a workload of the team by kind and name, such as `Deployment/nats`. `to` has registry keys of services with a port, backing services of the environment by name, or hosts with a port; `from` has registry keys, `edge` and `monitoring`.',
    message: ({ name, what }) =>
      what === 'workload'
        ? `the team carries no workload ${quoted(name)}`
        : what === 'to'
          ? `${quoted(name)} is no service with a port, and no backing service of the environment`
          : `${quoted(name)} is no service of the product`,
    help: ({ what, suggestion }) =>
      suggestion !== undefined
        ? `did you mean ${quoted(suggestion)}?`
        : what === 'workload'
          ? 'write the kind and the name of the object, such as `Deployment/nats`'
          : what === 'to'
            ? 'write a registry key, or `{host, port}`'
            : 'write a registry key, `edge` or `monitoring`',
  }),

  'network-policy-opens': entry<{ policy: string; workload: string; other: string; more: number }>({
    severity: 'warning',
    title: 'a policy of the team lets pass what nothing declares',
    explanation:
      'Policies add up: one of the team that selects pods of a service opens what the service did not declare. The registry then no longer says who talks to whom.',
    message: ({ policy, workload, other, more }) =>
      `NetworkPolicy ${quoted(policy)} lets ${quoted(workload)} ${other}${more > 0 ? ` (and opens ${more} more)` : ''}, which nothing declares`,
    help: () => 'declare it with `dependsOn`, `externals` or `egress`, and remove the policy',
  }),
};

/** The block that has nothing but an address, which may be written as a block. */
function alone(value: string): string {
  return `${value.split('/')[0] ?? ''}/${value.includes(':') ? 128 : 32}`;
}

/** How many addresses a block has. */
function sizeOf(block: string): string {
  const rest = (block.includes(':') ? 128 : 32) - Number(block.split('/')[1]);
  return rest > 24 ? `2^${rest}` : String(2 ** rest);
}
