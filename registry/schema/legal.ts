import type * as z from 'zod';
import type { TextProblem } from '../../formats';

/** The findings of the schema about values of the right type: the arguments of each wording, by code. */
export interface IllegalValues {
  readonly 'accept-data-loss-empty': Readonly<Record<never, never>>;
  readonly 'annotation-invalid': { readonly field: string; readonly name: string; readonly flaw: 'name' | 'size' };
  readonly 'annotation-reserved': { readonly field: string; readonly name: string; readonly instead?: string };
  readonly 'argocd-destination-twice': Readonly<Record<never, never>>;
  readonly 'argocd-value-invalid': { readonly setting: string; readonly value: string; readonly expected: string };
  readonly 'allow-reason-empty': Readonly<Record<never, never>>;
  readonly 'allow-until-invalid': { readonly until: string };
  readonly 'backing-port-invalid': { readonly port: number };
  readonly 'capability-unknown': { readonly capability: string; readonly known: readonly string[] };
  readonly 'change-object-invalid': { readonly object: string };
  readonly 'container-name-invalid': { readonly name: string };
  readonly 'cron-amount-invalid': { readonly field: string; readonly value: number; readonly least: number };
  readonly 'database-cluster-invalid': { readonly cluster: string };
  readonly 'database-invalid': { readonly database: string; readonly bytes: number; readonly suggestion: string | undefined };
  readonly 'database-renamed-invalid': { readonly name: string; readonly reserved: boolean };
  readonly 'database-reserved': { readonly database: string };
  readonly 'database-server-name-invalid': { readonly server: string };
  readonly 'dns-config-invalid': { readonly what: 'nameserver' | 'search' | 'searches' | 'option'; readonly value: string };
  readonly 'egress-invalid': { readonly what: 'host' | 'port'; readonly value: string };
  readonly 'env-name-invalid': { readonly variable: string };
  readonly 'extension-invalid': { readonly extension: string };
  readonly 'extended-resource-invalid': { readonly name: string; readonly flaw: 'name' | 'amount'; readonly amount: string };
  readonly 'file-outside': { readonly from: string };
  readonly 'file-path-invalid': { readonly path: string; readonly reason: string };
  readonly 'external-endpoint-invalid': { readonly problem: 'none' | 'both' | 'port' | 'keys' };
  readonly 'external-invalid': { readonly what: 'name' | 'host' | 'port' | 'key'; readonly value: string };
  readonly 'health-exec-empty': { readonly probe: string };
  readonly 'health-header-invalid': { readonly probe: string; readonly header: string };
  readonly 'health-path-invalid': { readonly probe: string; readonly path: string };
  readonly 'host-alias-invalid': { readonly value: string; readonly flaw: 'ip' | 'repeated' | 'empty' | 'name' };
  readonly 'hook-command-empty': { readonly hook: string };
  readonly 'hostname-invalid': { readonly hostname: string; readonly suggestion: string | undefined };
  readonly 'image-digest-invalid': { readonly digest: string };
  readonly 'image-pull-secret-invalid': { readonly name: string; readonly repeated: boolean };
  readonly 'image-tag-invalid': { readonly tag: string };
  readonly 'ingress-annotation-unsafe': { readonly field: string; readonly name: string; readonly harm: IngressHarm };
  readonly 'ingress-class-invalid': { readonly className: string };
  readonly 'ingress-host-invalid': { readonly host: string };
  readonly 'kubernetes-version-invalid': { readonly version: string; readonly number: boolean };
  readonly 'label-invalid': { readonly field: string; readonly name: string; readonly flaw: 'name' | 'value' };
  readonly 'label-reserved': { readonly field: string; readonly name: string };
  readonly 'max-connections-invalid': { readonly maxConnections: number };
  readonly 'message-amount-invalid': { readonly field: string; readonly value: number; readonly least: number; readonly most: number };
  readonly 'message-key-invalid': { readonly key: string };
  readonly 'metrics-path-invalid': { readonly path: string };
  readonly 'metrics-port-invalid': { readonly port: number };
  readonly 'namespace-invalid': { readonly namespace: string };
  readonly 'observability-invalid': { readonly setting: string; readonly value: string; readonly expected: string };
  readonly 'network-area-empty': Readonly<Record<never, never>>;
  readonly 'network-value-invalid': {
    readonly what: 'cidr' | 'label' | 'port';
    readonly value: string;
    readonly start?: string | undefined;
  };
  readonly 'pool-size-invalid': { readonly poolSize: number };
  readonly 'pooler-instances-invalid': { readonly instances: number };
  readonly 'port-invalid': { readonly port: number };
  readonly 'port-name-invalid': { readonly name: string };
  readonly 'preview-value-invalid': { readonly setting: string; readonly value: string; readonly expected: string };
  readonly 'priority-class-invalid': { readonly priorityClassName: string };
  readonly 'product-name-invalid': { readonly name: string; readonly device: boolean };
  readonly 'quota-invalid': { readonly field: string; readonly value: string; readonly reason: 'empty' | 'amount' | 'number' };
  readonly 'redis-username-invalid': { readonly username: string };
  readonly 'replicas-invalid': { readonly replicas: number };
  readonly 'resources-invalid-quantity': { readonly field: string; readonly quantity: string; readonly reason: string };
  readonly 'route-feature-invalid': { readonly setting: string; readonly value: string; readonly expected: string };
  readonly 'route-fields-exclude': { readonly field: string; readonly other: string };
  readonly 'route-malformed': { readonly route: string; readonly reason: string; readonly suggestion: string | undefined };
  readonly 'routing-controller-unfit': { readonly target: string; readonly controller: string };
  readonly 'routing-incomplete': { readonly target: string; readonly field: string };
  readonly 'schedule-invalid': { readonly schedule: string; readonly flaw: string };
  readonly 'seconds-invalid': { readonly field: string; readonly seconds: number; readonly most: number };
  readonly 'secret-reference-invalid': { readonly what: string; readonly name: string };
  readonly 'secret-refresh-invalid': { readonly interval: string };
  readonly 'secret-store-invalid': { readonly name: string };
  readonly 'secrets-seed-empty': Readonly<Record<never, never>>;
  readonly 'service-account-invalid': { readonly name: string };
  readonly 'service-key-invalid': { readonly service: string };
  readonly 'setting-invalid': { readonly kind: string; readonly setting: string; readonly expected: string };
  readonly 'setting-owned': { readonly kind: string; readonly setting: string; readonly field: string | undefined };
  readonly 'setting-unknown': { readonly kind: string; readonly setting: string; readonly known: readonly string[] };
  readonly 'slo-invalid': { readonly setting: string; readonly value: string; readonly expected: string };
  readonly 'storage-class-invalid': { readonly storageClass: string };
  readonly 'storage-invalid': { readonly storage: string };
  readonly 'team-invalid': { readonly team: string };
  readonly 'text-invalid': { readonly what: string } & TextProblem;
  readonly 'topic-name-invalid': { readonly what: 'topic' | 'group'; readonly name: string };
  readonly 'topic-name-pattern': { readonly name: string };
  readonly 'topic-repeated': { readonly field: 'publishes' | 'consumes'; readonly topic: string };
  readonly 'toleration-invalid': { readonly flaw: 'key' | 'value' | 'exists' | 'keyless' | 'seconds' };
  readonly 'user-invalid': { readonly field: string; readonly id: number };
  readonly 'vhost-invalid': { readonly vhost: string };
  readonly 'writable-path-invalid': { readonly path: string; readonly reason: string };
}

/** The harm that an annotation of an Ingress does: it puts text into the configuration of the proxy, or changes which requests the routes get and what becomes of them. */
export type IngressHarm = 'configuration' | 'matching' | 'rewriting' | 'backends' | 'hosts' | 'sharing' | 'order';

/** The code of a finding about a value of the right type. */
export type IllegalCode = keyof IllegalValues;

/** A finding about a value of the right type. The rest of the file, and the rules, are checked all the same. */
export interface IllegalValue<C extends IllegalCode = IllegalCode> {
  readonly code: C;
  readonly args: IllegalValues[C];
  /** Whether the last segment of its path is a key that is wrong, and not the value there. */
  readonly key: boolean;
}

/** Reports an illegal value: the inspected one, or what stands under it at `path`. */
export type ReportIllegal = <C extends IllegalCode>(
  code: C,
  args: IllegalValues[C],
  at?: { readonly path?: readonly (string | number)[]; readonly key?: boolean },
) => void;

/**
 * Holds the values of a schema to a format.
 * @param code the code of the finding about a value that is not legal
 * @param argsOf gives the arguments of the wording
 * @returns the schema with the check
 */
export function legal<S extends z.ZodType, C extends IllegalCode>(
  schema: S,
  code: C,
  isLegal: (value: z.output<S>) => boolean,
  argsOf: (value: z.output<S>) => IllegalValues[C],
): S {
  return schema.check(({ value, issues }) => {
    if (!isLegal(value)) issues.push(issueOf({ code, args: argsOf(value), key: false }, value));
  });
}

/**
 * Holds the values of a schema to conditions that `inspect` looks for, such as those of a list or a mapping.
 * @param onlyWhole whether a value is left alone of which a part has no shape: what it lacks may be that part
 * @returns the schema with the check
 */
export function inspected<S extends z.ZodType>(
  schema: S,
  inspect: (value: z.output<S>, report: ReportIllegal) => void,
  onlyWhole = false,
): S {
  return schema.check(({ value, issues }) => {
    if (onlyWhole && issues.some(({ code }) => code !== 'custom')) return;
    inspect(value, (code, args, { path = [], key = false } = {}) => issues.push(issueOf({ code, args, key }, value, path)));
  });
}

function issueOf(illegal: IllegalValue, input: unknown, path: readonly (string | number)[] = []): z.core.$ZodRawIssue {
  // `continue`: the value has its type, so zod goes on with it.
  return { code: 'custom', input, path: [...path], params: { illegal }, continue: true };
}

/**
 * Reads the finding about an illegal value from an issue of zod.
 * @returns undefined if the issue is about something else, which makes the whole file unusable
 */
export function illegalValueOf(issue: z.core.$ZodIssue): IllegalValue | undefined {
  return issue.code === 'custom' ? (issue.params?.illegal as IllegalValue | undefined) : undefined;
}
