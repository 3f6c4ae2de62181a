import * as z from 'zod';
import { isDnsSubdomain, isIngressHost, isIpAddress, isLabelValue, isQualifiedName } from '../../formats';
import { removableResourcesSchema } from './extended-resources';
import { inspected, legal } from './legal';
import { annotationsSchema, nodeLabelsSchema, podLabelsSchema } from './mappings';

/**
 * A taint of nodes that pods put up with, in the words of Kubernetes.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
const tolerationSchema = inspected(
  z.strictObject({
    /**
     * The key of the taint.
     * @default every key, with the operator `Exists`
     */
    key: z.string().optional(),
    /**
     * Whether the taint has to have `value`, or any value.
     * @default 'Equal' with a `value`, else 'Exists'
     */
    operator: z.enum(['Equal', 'Exists']).optional(),
    /**
     * The value of the taint.
     * @default any
     */
    value: z.string().optional(),
    /**
     * The effect of the taint.
     * @default every effect
     */
    effect: z.enum(['NoSchedule', 'PreferNoSchedule', 'NoExecute']).optional(),
    /**
     * How long pods stay on a node that gets the taint, in seconds. For the effect `NoExecute` alone.
     * @default for ever
     */
    tolerationSeconds: z.number().optional(),
  }),
  ({ key, operator, value, effect, tolerationSeconds }, report) => {
    const flaw =
      key !== undefined && !isQualifiedName(key)
        ? 'key'
        : value !== undefined && !isLabelValue(value)
          ? 'value'
          : operator === 'Exists' && value !== undefined
            ? 'exists'
            : key === undefined && (operator === 'Equal' || value !== undefined)
              ? 'keyless'
              : tolerationSeconds !== undefined && (effect !== 'NoExecute' || !Number.isSafeInteger(tolerationSeconds))
                ? 'seconds'
                : undefined;
    if (flaw !== undefined) report('toleration-invalid', { flaw });
  },
);

/**
 * Where pods would rather be, or have to be, by what else runs there.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
const affinitySchema = z.strictObject({
  /**
   * How the pods of a service with several of them are kept apart. `preferred`: over zones and over nodes, where the cluster allows it. `nodes`: over nodes,
   * and a pod waits where there is no node for it. `zones`: the same over zones. The pods of one version count, so that a rollout has room.
   * @default 'preferred'
   */
  spread: z.enum(['preferred', 'nodes', 'zones']).optional(),
  /**
   * The service whose pods the pods would rather be near to.
   * @default none
   */
  near: z
    .strictObject({
      /** The registry key of the service. */
      service: z.string(),
      /**
       * Whether near is the same node or the same zone.
       * @default 'zone'
       */
      on: z.enum(['node', 'zone']).optional(),
    })
    .optional(),
  /**
   * The nodes that are there for such pods alone: nodes that have a label and a taint (`NoSchedule`) of one name and value. Pods select the label and
   * tolerate the taint.
   * @default none
   * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#example-use-cases
   */
  dedicated: inspected(
    z.strictObject({
      /**
       * The name of label and taint.
       * @default 'dedicated'
       */
      key: z.string().optional(),
      /** The value of label and taint. */
      value: z.string(),
    }),
    ({ key, value }, report) => {
      const field = 'affinity.dedicated';
      if (key !== undefined && !isQualifiedName(key)) report('label-invalid', { field, name: key, flaw: 'name' }, { path: ['key'] });
      if (value === '' || !isLabelValue(value)) report('label-invalid', { field, name: 'value', flaw: 'value' }, { path: ['value'] });
    },
  ).optional(),
});

const dnsOption = z.union([z.string(), z.number(), z.literal(true)]);

/**
 * The settings that are added to the resolver of the pods, beside those of the cluster.
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config
 */
const dnsConfigSchema = inspected(
  z.strictObject({
    /**
     * Addresses of further DNS servers, at most 3 with those of the cluster.
     * @default []
     */
    nameservers: z.array(z.string()).readonly().optional(),
    /**
     * Further domains in which short names are looked for, at most 32 of 2048 characters in all, with those of the cluster.
     * @default []
     */
    searches: z.array(z.string()).readonly().optional(),
    /**
     * Options of the resolver, such as `ndots: 2`; `true` for one without a value.
     * @default {}
     */
    options: z.record(z.string(), dnsOption).optional(),
  }),
  ({ nameservers = [], searches = [], options = {} }, report) => {
    for (const [index, value] of nameservers.entries())
      if (!isIpAddress(value) || index >= 3) report('dns-config-invalid', { what: 'nameserver', value }, { path: ['nameservers', index] });
    for (const [index, value] of searches.entries())
      if (!isDnsSubdomain(value) || index >= 32) report('dns-config-invalid', { what: 'search', value }, { path: ['searches', index] });
    if (searches.join(' ').length > 2048) report('dns-config-invalid', { what: 'searches', value: 'searches' }, { path: ['searches'] });
    for (const [value, set] of Object.entries(options))
      if (!/^[a-z0-9-]+$/.test(value) || !/^[a-z0-9.-]*$/.test(String(set)))
        report('dns-config-invalid', { what: 'option', value }, { path: ['options', value] });
  },
);

/**
 * Lines of `/etc/hosts` of the pods.
 * @see https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/
 */
const hostAliasesSchema = inspected(
  z.array(
    z.strictObject({
      /** The address. */
      ip: z.string(),
      /** The names that lead to it. */
      hostnames: z.array(z.string()).readonly(),
    }),
  ),
  (aliases, report) => {
    const seen = new Set<string>();
    for (const [index, { ip, hostnames }] of aliases.entries()) {
      if (!isIpAddress(ip)) report('host-alias-invalid', { value: ip, flaw: 'ip' }, { path: [index, 'ip'] });
      if (seen.has(ip)) report('host-alias-invalid', { value: ip, flaw: 'repeated' }, { path: [index, 'ip'] });
      if (hostnames.length === 0) report('host-alias-invalid', { value: ip, flaw: 'empty' }, { path: [index, 'hostnames'] });
      seen.add(ip);
      for (const [at, name] of hostnames.entries())
        if (name.startsWith('*') || !isIngressHost(name))
          report('host-alias-invalid', { value: name, flaw: 'name' }, { path: [index, 'hostnames', at] });
    }
  },
);

/**
 * The account that pods run under, to which a cloud can give an identity.
 * @see https://kubernetes.io/docs/concepts/security/service-accounts/
 */
const serviceAccountSchema = z.strictObject({
  /**
   * The name of an account that the team brings, in its manifests or otherwise. Cadastre then writes none.
   * @default the service's own account, which Cadastre writes
   */
  name: legal(
    z.string(),
    'service-account-invalid',
    (name) => isDnsSubdomain(name) && name !== 'default',
    (name) => ({ name }),
  ).optional(),
  /**
   * Annotations of the service's own account, such as the role that a cloud gives to it. `false` removes one that another layer sets.
   * @default {}
   */
  annotations: annotationsSchema('serviceAccount.annotations').optional(),
});

/** Where pods may run, with any pods of a platform. */
export const podPlacementFields = {
  /**
   * The labels that a node has to have. `false` removes one that another layer sets.
   * @default {}
   */
  nodeSelector: nodeLabelsSchema('nodeSelector').optional(),
  /**
   * The taints of nodes that the pods put up with. A layer replaces the list of another one.
   * @default []
   */
  tolerations: z.array(tolerationSchema).readonly().optional(),
  /**
   * The CPU architecture of the image: the pods run on nodes of it alone.
   * @default any
   */
  architecture: z.enum(['amd64', 'arm64']).optional(),
  /**
   * The settings that are added to the resolver of the pods.
   * @default nothing
   */
  dnsConfig: dnsConfigSchema.optional(),
  /**
   * Names that lead to fixed addresses, in `/etc/hosts`. A layer replaces the list of another one.
   * @default []
   */
  hostAliases: hostAliasesSchema.readonly().optional(),
  /**
   * Labels of the pods, beside those that Cadastre writes. `false` removes one that another layer sets.
   * @default {}
   */
  podLabels: podLabelsSchema('podLabels').optional(),
  /**
   * Annotations of the pods, beside those that Cadastre writes. `false` removes one that another layer sets.
   * @default {}
   */
  podAnnotations: annotationsSchema('podAnnotations').optional(),
} as const;

/** Where the pods of a service run, and what they are given there. */
export const placementFields = {
  ...podPlacementFields,
  /**
   * Where pods would rather be, or have to be, by what else runs there.
   * @default see its fields
   */
  affinity: affinitySchema.optional(),
  /**
   * Devices and the like that the service's container asks for and gets, as whole numbers: `nvidia.com/gpu: 1`. Jobs of the service get none. `false`
   * removes one that another layer sets.
   * @default {}
   * @see https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
   */
  extendedResources: removableResourcesSchema.optional(),
  /**
   * The account that the pods and the Jobs of the service run under.
   * @default an account of its own, without annotations
   */
  serviceAccount: serviceAccountSchema.optional(),
  /**
   * Whether the cluster autoscaler may remove the node of a pod, though the pod has local volumes: all of ours are empty directories. Jobs and pods with
   * data are not asked.
   * @default false in development, and where `stopSeconds` is longer than the autoscaler waits (580); else true
   * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/FAQ.md#what-types-of-pods-can-prevent-ca-from-removing-a-node
   */
  safeToEvict: z.boolean().optional(),
} as const;
