import type { PathSegment } from '../../diagnostics';
import { listOf, mappingOf, type Mapping } from './mappings';
import { containersOf, type PodIn } from './pod';

/** A field of a pod that Pod Security `restricted` does not admit as it is. */
export interface Violation {
  readonly path: readonly PathSegment[];
  /** The value that the field has to have, in words that follow "must". */
  readonly must: string;
}

const volumeSources: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

const safeSysctls: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
]);

const selinuxTypes: ReadonlySet<unknown> = new Set([
  undefined,
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
]);

/**
 * Lists what keeps a pod from being admitted to a namespace with Pod Security `restricted`, as of Kubernetes 1.35.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function violationsOf(pod: PodIn): Violation[] {
  const { path, spec } = pod;
  const found: Violation[] = [];
  const context = mappingOf(spec['securityContext']);
  for (const field of ['hostNetwork', 'hostPID', 'hostIPC'])
    if (isSet(spec[field])) found.push({ path: [...path, field], must: 'be left out' });
  found.push(...ofContext([...path, 'securityContext'], context));
  for (const [index, sysctl] of listOf(context['sysctls']).entries()) {
    const { name } = mappingOf(sysctl);
    if (typeof name !== 'string' || !safeSysctls.has(name))
      found.push({ path: [...path, 'securityContext', 'sysctls', index], must: 'be one of the safe ones' });
  }
  for (const [index, volume] of listOf(spec['volumes']).entries()) {
    for (const source of Object.keys(mappingOf(volume)))
      if (source !== 'name' && !volumeSources.has(source))
        found.push({ path: [...path, 'volumes', index, source], must: 'be a volume of another kind, such as `emptyDir`' });
  }
  for (const { path: at, container } of containersOf(pod)) found.push(...ofContainer(at, container, context));
  return found;
}

function ofContainer(path: readonly PathSegment[], container: Mapping, ofPod: Mapping): Violation[] {
  const found: Violation[] = [];
  const context = mappingOf(container['securityContext']);
  const at = [...path, 'securityContext'];
  found.push(...ofContext(at, context));
  if (isSet(context['privileged'])) found.push({ path: [...at, 'privileged'], must: 'be left out' });
  if (context['allowPrivilegeEscalation'] !== false) found.push({ path: [...at, 'allowPrivilegeEscalation'], must: 'be `false`' });
  const capabilities = mappingOf(context['capabilities']);
  if (!listOf(capabilities['drop']).includes('ALL')) found.push({ path: [...at, 'capabilities', 'drop'], must: 'be `["ALL"]`' });
  if (listOf(capabilities['add']).some((name) => name !== 'NET_BIND_SERVICE'))
    found.push({ path: [...at, 'capabilities', 'add'], must: 'hold nothing but `NET_BIND_SERVICE`' });
  if ((context['runAsNonRoot'] ?? ofPod['runAsNonRoot']) !== true) found.push({ path: [...at, 'runAsNonRoot'], must: 'be `true`' });
  if (mappingOf(context['seccompProfile'] ?? ofPod['seccompProfile'])['type'] === undefined)
    found.push({ path: [...at, 'seccompProfile', 'type'], must: 'be `RuntimeDefault`' });
  if (![undefined, null, '', 'Default'].includes(context['procMount'] as string | undefined))
    found.push({ path: [...at, 'procMount'], must: 'be left out' });
  for (const [index, port] of listOf(container['ports']).entries())
    if (isSet(mappingOf(port)['hostPort'])) found.push({ path: [...path, 'ports', index, 'hostPort'], must: 'be left out' });
  return [...found, ...hostsIn(path, container)];
}

/** The fields that the context of a pod and that of a container have in common. */
function ofContext(at: readonly PathSegment[], context: Mapping): Violation[] {
  const found: Violation[] = [];
  if (context['runAsUser'] === 0) found.push({ path: [...at, 'runAsUser'], must: 'be another user than root' });
  if (context['runAsNonRoot'] === false) found.push({ path: [...at, 'runAsNonRoot'], must: 'be `true`' });
  const seccomp = mappingOf(context['seccompProfile'])['type'];
  if (seccomp !== undefined && seccomp !== 'RuntimeDefault' && seccomp !== 'Localhost')
    found.push({ path: [...at, 'seccompProfile', 'type'], must: 'be `RuntimeDefault` or `Localhost`' });
  if (mappingOf(context['appArmorProfile'])['type'] === 'Unconfined')
    found.push({ path: [...at, 'appArmorProfile', 'type'], must: 'be `RuntimeDefault` or `Localhost`' });
  if (isSet(mappingOf(context['windowsOptions'])['hostProcess']))
    found.push({ path: [...at, 'windowsOptions', 'hostProcess'], must: 'be left out' });
  const selinux = mappingOf(context['seLinuxOptions']);
  if (!selinuxTypes.has(selinux['type'])) found.push({ path: [...at, 'seLinuxOptions', 'type'], must: 'be `container_t`' });
  for (const field of ['user', 'role'])
    if (isSet(selinux[field])) found.push({ path: [...at, 'seLinuxOptions', field], must: 'be left out' });
  return found;
}

/** A probe, or what is called at the start or the end, that goes to another host than the pod. */
function hostsIn(path: readonly PathSegment[], container: Mapping): Violation[] {
  const lifecycle = mappingOf(container['lifecycle']);
  const handlers: [PathSegment[], unknown][] = [
    ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((field): [PathSegment[], unknown] => [[field], container[field]]),
    ...['postStart', 'preStop'].map((field): [PathSegment[], unknown] => [['lifecycle', field], lifecycle[field]]),
  ];
  return handlers.flatMap(([fields, handler]) =>
    ['httpGet', 'tcpSocket']
      .filter((action) => isSet(mappingOf(mappingOf(handler)[action])['host']))
      .map((action) => ({ path: [...path, ...fields, action, 'host'], must: 'be left out' })),
  );
}

/** Whether a field says more than its default. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== 0 && value !== '';
}
