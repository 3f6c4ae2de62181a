import * as z from 'zod';
import {
  isDnsLabel,
  isHostName,
  isHostPattern,
  isIpAddress,
  isLabelValue,
  isPortNumber,
  isQualifiedName,
  isWholeBlock,
  startOf,
} from '../../formats';
import { transportSchema } from './egress';
import { inspected, legal, type ReportIllegal } from './legal';

/** Clusters whose DNS is found alike. */
export const dnsPresets = ['kube-dns', 'node-local', 'gke', 'openshift'] as const;

/** Ways in from outside whose pods are found alike, by the name that their makers give them. */
export const edgePresets = ['traefik', 'k3s-traefik', 'ingress-nginx', 'envoy-gateway', 'contour', 'kong', 'gce'] as const;

const blocksSchema = z
  .array(legal(z.string(), 'network-value-invalid', isWholeBlock, (value) => ({ what: 'cidr', value, start: startOf(value) })))
  .min(1);

const portSchema = legal(z.number(), 'network-value-invalid', isPortNumber, (port) => ({ what: 'port', value: String(port) }));

/** Labels of pods. */
const podLabelsSchema = inspected(z.record(z.string(), z.string()), (labels, report) => {
  for (const [name, value] of Object.entries(labels)) {
    if (!isQualifiedName(name)) report('network-value-invalid', { what: 'label', value: name }, { path: [name], key: true });
    else if (!isLabelValue(value)) report('network-value-invalid', { what: 'label', value }, { path: [name] });
  }
});

const areaFields = {
  /**
   * The namespace of the pods.
   * @default the platform's own
   */
  namespace: legal(z.string(), 'namespace-invalid', isDnsLabel, (namespace) => ({ namespace })).optional(),
  /**
   * Labels that the pods have.
   * @default all pods of `namespace`
   */
  labels: podLabelsSchema.optional(),
  /**
   * Addresses as CIDR, such as `10.20.0.0/16`: those of machines outside the cluster, and of nodes whose network a pod shares.
   * @default []
   */
  cidrs: blocksSchema.optional(),
};

/** Who is meant: pods by namespace and labels, addresses, or both. */
const areaSchema = inspected(z.strictObject(areaFields), expectSomebody, true);

/** What is behind a host. */
const hostAreaSchema = inspected(
  z.strictObject({
    ...areaFields,
    /**
     * The ports of the pods, or of the machines, by the port that services call, where the two differ: a policy sees a call when the Kubernetes Service is behind it.
     * `{ 80: 8080 }` for a Service with `port: 80` and `targetPort: 8080`.
     * @default the same
     */
    ports: inspected(z.record(z.string(), portSchema), (ports, report) => {
      for (const port of Object.keys(ports))
        if (!/^[1-9][0-9]*$/.test(port) || !isPortNumber(Number(port)))
          report('network-value-invalid', { what: 'port', value: port }, { path: [port], key: true });
    }).optional(),
  }),
  (area, report) => {
    if (area.ports === undefined) expectSomebody(area, report);
  },
  true,
);

/** What a workload of the team calls: by a name of the platform, or by host and port. */
const foreignEndSchema = z.union([
  z.string(),
  z.strictObject({
    /** A DNS name or an IP address outside the product; `*.example.com` stands for every name with one label in front. */
    host: legal(
      z.string(),
      'egress-invalid',
      (host) => isHostName(host) || isHostPattern(host) || isIpAddress(host),
      (value) => ({ what: 'host', value }),
    ),
    /** The port there. */
    port: portSchema,
    /**
     * What the port is called over.
     * @default 'TCP'
     */
    protocol: transportSchema.optional(),
  }),
]);

/** What may talk to what. */
export const networkSchema = z.strictObject({
  /**
   * Which NetworkPolicies there are. `full`: every workload sends and gets what is declared, and nothing else. `ingress-only`: every workload gets what is declared, and may
   * send anything. `none`: no policy. The last two need a `reason`.
   * @default 'full'
   */
  policies: z.enum(['full', 'ingress-only', 'none']).optional(),
  /**
   * Why `policies` is not `full`.
   * @default none: required unless `policies` is `full`
   */
  reason: z.string().optional(),
  /**
   * Who answers for the cluster's DNS. `kube-dns` is that of most clusters, `node-local` has NodeLocal DNSCache before it, `gke` is that of Google Kubernetes Engine, with
   * kube-dns, NodeLocal DNSCache or Cloud DNS, `openshift` is that of OpenShift.
   * @default 'kube-dns'
   * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
   */
  dns: z
    .union([
      z.enum(dnsPresets),
      inspected(
        z.strictObject({
          ...areaFields,
          /**
           * The port of the pods that answer.
           * @default 53
           */
          port: portSchema.optional(),
        }),
        expectSomebody,
        true,
      ),
    ])
    .optional(),
  /**
   * Whose pods lead requests from outside to services; a list of several, as where one controller takes the place of another. Names are those under which their makers' charts install them;
   * `k3s-traefik` is the Traefik that comes with k3s.
   * @default that of the controller, or of the class, in `routing` or `ingress`
   */
  edge: z.union([z.enum(edgePresets), areaSchema, z.array(z.union([z.enum(edgePresets), areaSchema])).min(1)]).optional(),
  /**
   * Whose pods read metrics; a list of several.
   * @default all pods of the namespace `monitoring`
   */
  monitoring: z.union([areaSchema, z.array(areaSchema).min(1)]).optional(),
  /**
   * Whose pods run the clusters of CloudNativePG: its operator asks each instance how it is.
   * @default the pods `app.kubernetes.io/name: cloudnative-pg` of the namespace `cnpg-system`
   * @see https://cloudnative-pg.io/documentation/current/networking/
   */
  databaseOperator: areaSchema.optional(),
  /**
   * What is behind hosts outside the product, by the name under which services call them: a list of CIDRs, pods, or `internet` for every public address, as a service needs whose addresses change.
   * Policies know no DNS names, unless `capabilities` has `cilium.io/v2` or `networking.gke.io/v1alpha1`: hosts that are not named here are then allowed by name.
   * @default {}
   */
  hosts: z.record(z.string(), z.union([z.literal('internet'), blocksSchema, hostAreaSchema])).optional(),
  /**
   * What the team's own workloads talk to, those in `manifests` and of `extend.ts`, by kind and name, such as `Deployment/nats`.
   * @default {}
   */
  connections: z
    .record(
      z.string(),
      z.strictObject({
        /**
         * What it calls: registry keys of services, `postgres` and other backing services by their names, or hosts with a port.
         * @default []
         */
        to: z.array(foreignEndSchema).optional(),
        /**
         * Who calls it: registry keys of services, `edge`, `monitoring`.
         * @default []: the services that call a Kubernetes Service in front of it
         */
        from: z.array(z.string()).optional(),
      }),
    )
    .optional(),
});

function expectSomebody(area: { readonly [Field in keyof typeof areaFields]?: unknown }, report: ReportIllegal): void {
  if (area.namespace === undefined && area.labels === undefined && area.cidrs === undefined) report('network-area-empty', {});
}
