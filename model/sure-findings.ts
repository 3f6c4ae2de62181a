import { catalogue, type Code, type Diagnostic, type PathSegment } from '../diagnostics';
import type { Losses } from './read/losses';

/**
 * The findings that a part of a registry can lead to which is there, and lost: what nothing uses, what leads nowhere, what does not fit into a sum,
 * what most services have otherwise. They are not told before the part is corrected.
 */
const ofAbsence: ReadonlySet<string> = new Set<Code>([
  'backing-service-unused',
  'connection-budget',
  'connection-budget-shared',
  'database-foreign-url',
  'database-server-unused',
  'database-undeclared',
  'dependency-undeclared',
  'egress-undeclared',
  'external-undeclared',
  'external-unused',
  'file-unread',
  'manifest-reference-unknown',
  'migration-mode-missing',
  'network-connection-unknown',
  'network-host-unused',
  'network-injection-cut',
  'patch-target-unknown',
  'port-duplicate',
  'quota-exceeded',
  'quota-limit-missing',
  'reference-absent',
  'reference-unknown',
  'secret-file-unknown',
  'secret-optional-unknown',
  'secret-refresh-policy-unused',
  'secret-value-unused',
  'service-unlisted',
  'tool-database-missing',
  'tool-service-missing',
  'url-host-unknown',
  'url-own-host',
  'url-srv-host',
]);

/** The findings that depend on the entries of the registry and the services of the product manifest alone. */
const ofEntries: ReadonlySet<string> = new Set<Code>([
  'container-name-taken',
  'cron-command-missing',
  'cron-field-lent',
  'cron-of-unknown',
  'database-guest-setting',
  'database-host-unknown',
  'database-naming',
  'database-shared',
  'dependency-cycle',
  'dependency-outside-product',
  'dependency-repeated',
  'dependency-self',
  'dependency-unknown',
  'dependency-unreachable',
  'extension-without-database',
  'field-of-other-kind',
  'health-port-unknown',
  'health-port-udp',
  'health-protocol-mismatch',
  'health-without-port',
  'hostname-duplicate',
  'hostname-reserved',
  'layer-inversion',
  'metrics-port-ambiguous',
  'metrics-protocol',
  'metrics-public',
  'metrics-without-port',
  'name-too-long',
  'port-missing',
  'port-name-repeated',
  'port-repeated',
  'product-service-unknown',
  'route-conflict',
  'route-protocol',
  'route-redundant',
  'route-repeated',
  'route-shadowed',
  'route-sibling-prefix',
  'schedule-missing',
]);

/** The findings that depend on the services of the product manifest. */
const ofList: ReadonlySet<string> = new Set<Code>(['cron-of-unknown', 'database-host-unknown', 'dependency-outside-product']);

const nothing: Losses = { services: new Set(), more: false, list: false, settings: false, allowances: false };

/** The findings that depend on the variables of services too. */
const ofVariables: ReadonlySet<string> = new Set<Code>([
  'env-collision',
  'env-reserved',
  'secret-literal',
  'url-path-mismatch',
  'url-port-mismatch',
  'url-scheme-mismatch',
  'url-unreachable',
]);

/**
 * Takes out findings that what is lost of the input may have led to, and nothing else: those about services of which a part is lost, and those that ask
 * what there is not. If more is lost than parts of services, only the findings remain that do not depend on it.
 * @param losses undefined if nothing is lost
 * @param others further services of which a part is lost, each with its product
 */
export function sureFindings(
  diagnostics: readonly Diagnostic[],
  losses: Losses | undefined,
  others: ReadonlySet<string> = new Set(),
): readonly Diagnostic[] {
  if (losses === undefined && others.size === 0) return diagnostics;
  const { services, more, list, settings, allowances } = losses ?? nothing;
  const isSure = ({ code, severity }: Diagnostic): boolean => {
    if (list && ofList.has(code)) return false;
    if (allowances && (severity === 'warning' || (catalogue[code].acceptable ?? false) !== false)) return false;
    if (more) return ofEntries.has(code) || (!settings && ofVariables.has(code));
    return losses === undefined || !ofAbsence.has(code);
  };
  const lost = new Set([...services, ...others]);
  return diagnostics.filter((finding) => isSure(finding) && !isAbout(finding, lost));
}

function isAbout({ at, related = [], args }: Diagnostic, services: ReadonlySet<string>): boolean {
  if (services.size === 0) return false;
  const paths = [at, ...related.map(({ place }) => place)].flatMap(({ path }) => path);
  return paths.some((segment) => isName(segment, services)) || names(args, services);
}

/** Whether a service is named in the arguments of a finding: by its key, or by its product and key. */
function names(value: unknown, services: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return isName(value, services);
  return typeof value === 'object' && value !== null && Object.values(value).some((inner) => names(inner, services));
}

function isName(segment: PathSegment, services: ReadonlySet<string>): boolean {
  return typeof segment === 'string' && (services.has(segment) || services.has(segment.slice(segment.indexOf('/') + 1)));
}
