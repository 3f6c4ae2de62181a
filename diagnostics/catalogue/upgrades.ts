import { entry } from './entry';
import { andOthers, quoted, quotedList } from './wording';

/** How the product manifest accepts a change, for the notes of a finding. */
function acceptedBy(code: string, object: string): string {
  return `the product manifest accepts it by \`changes: [{ allow: ${code}, object: ${object}, until: <day> }]\``;
}

/** What applies to all changes that are compared. */
const whereFrom =
  'What the registry gives now is compared with the manifests of before: those of `HEAD` in a git repository, else those on disk. In an environment marked `development: true` it is a warning.';

/** The beginning of a sentence about ways in that are in no manifest any more. */
function areLeft(objects: readonly string[]): string {
  return objects.length === 1
    ? `${quotedList(objects)} is in the manifests no more, and goes`
    : `${quotedList(objects)} are in the manifests no more, and go`;
}

/** Why something is left, by who applies the manifests. */
const leaves = {
  kubectl: '`kubectl apply` deletes nothing',
  argocd: 'an Application that goes leaves what it has applied',
} as const;

/** The command that deletes objects, which are named by kind and name. */
function deletion(objects: readonly string[], namespace: string, orphan: boolean): string {
  return `kubectl -n ${namespace} delete ${orphan ? '--cascade=orphan ' : ''}${objects.map((object) => object.replace(/^[^/]*/, (kind) => kind.toLowerCase())).join(' ')}`;
}

/** The routing objects that are there no more. */
export interface LeftWaysArgs {
  object: string;
  objects: readonly string[];
  namespace: string;
  by: 'kubectl' | 'argocd';
  /** Whether what belongs to one of them has to stay: the Certificate that cert-manager made for an Ingress. */
  orphan: boolean;
}

/** Findings about what becomes of what runs already. */
export const upgradesEntries = {
  'upgrade-selector': entry<{
    object: string;
    /** The part of the selector that changes. */
    by: 'component' | 'name' | 'kind' | 'other';
    from: string;
    to: string;
  }>({
    severity: 'error',
    title: 'the pods of a workload would be selected by other labels',
    explanation: `A selector never changes: the API server refuses the object, and by kubectl its Kubernetes Service has been applied by then, which leads to no pod any more. Another kind of workload under the same name leaves the one of before running beside it, or loses it before the new one is ready. ${whereFrom}`,
    message: ({ object, by, from, to }) =>
      by === 'kind'
        ? `${quoted(object)} becomes a ${to}, whose pods are not those that callers reach`
        : by === 'other'
          ? `the selector of ${quoted(object)} changes, and can never change`
          : `${quoted(object)} has pods of the ${by} ${quoted(from)}, and would have those of ${quoted(to)}: a selector can never change`,
    notes: ({ object }) => [acceptedBy('upgrade-selector', object)],
    help: ({ by, from, object }) => {
      switch (by) {
        case 'component':
        case 'kind':
          return `set \`component: '${from}'\` in the registry entry, which keeps the labels that pods are selected by`;
        case 'name':
          return `keep the registry key ${quoted(from)}: callers see the \`hostname\`, and people the \`label\``;
        case 'other':
          return `give the object another name, or delete ${quoted(object)} with \`kubectl delete --cascade=orphan\` before the apply and accept the change`;
      }
    },
  }),

  'upgrade-volume': entry<{
    object: string;
    volume: string;
    what: 'changed' | 'added' | 'removed' | 'smaller';
    field: string;
    from: string;
    to: string;
  }>({
    severity: 'error',
    title: 'a volume that exists would have to change',
    explanation: `The API server refuses every change of the volumes that a StatefulSet declares, also of their size, and of a claim every change but a larger size. A size is changed on the claim itself, where the StorageClass allows it. ${whereFrom}`,
    message: ({ object, volume, what, field, from, to }) => {
      switch (what) {
        case 'added':
          return `${quoted(object)} would get the volume ${quoted(volume)}, and the API server refuses that`;
        case 'removed':
          return `${quoted(object)} would lose the volume ${quoted(volume)}, and the API server refuses that`;
        case 'smaller':
          return `the volume of ${quoted(object)} would shrink from ${quoted(from)} to ${quoted(to)}, and none ever does`;
        case 'changed':
          return `${quoted(field)} of the volume ${quoted(volume)} of ${quoted(object)} would change from ${quoted(from)} to ${quoted(to)}, and the API server refuses that`;
      }
    },
    notes: ({ object }) => [acceptedBy('upgrade-volume', object)],
    help: ({ object, what, from }) =>
      what === 'smaller'
        ? `set it to ${quoted(from)} again`
        : object.startsWith('StatefulSet/')
          ? 'take it back, or change the claim by hand and replace the StatefulSet as docs/guides/upgrades.md shows'
          : 'take it back, or bring the data to a volume at another path as docs/guides/upgrades.md shows',
  }),

  'upgrade-claims-deleted': entry<{ object: string; when: 'whenScaled' | 'whenDeleted'; pods: number }>({
    severity: 'error',
    title: 'volumes of a StatefulSet are deleted with their pods',
    explanation: `A StatefulSet keeps the PersistentVolumeClaims of pods that go, unless its \`persistentVolumeClaimRetentionPolicy\` says \`Delete\`: then what they hold is lost when it gets fewer pods, or when it is deleted. ${whereFrom}`,
    message: ({ object, when, pods }) =>
      pods > 0
        ? `${quoted(object)} has ${pods} ${pods === 1 ? 'pod' : 'pods'} fewer, and their volumes are deleted`
        : `the volumes of ${quoted(object)} would be deleted ${when === 'whenScaled' ? 'when it gets fewer pods' : 'with it'}, and were kept before`,
    notes: ({ object }) => [acceptedBy('upgrade-claims-deleted', object)],
    help: ({ when }) => `set \`persistentVolumeClaimRetentionPolicy.${when}\` to \`Retain\``,
  }),

  'upgrade-volume-left': entry<{
    object: string;
    volumes: readonly string[];
    starts: string | undefined;
    /**
     * The namespaces of before and from now on.
     * @default the same one
     */
    namespaces?: { readonly from: string; readonly to: string };
  }>({
    severity: 'error',
    title: 'a volume with data would be left behind',
    explanation: `Volumes belong to the name of their object, and to its namespace. Under another name, or in another namespace, the program starts with empty ones, and nothing brings the data over; without the object nobody reads them. They are not deleted: kubectl leaves them, and Argo CD is told to. ${whereFrom}`,
    message: ({ object, volumes, starts, namespaces }) => {
      const left = `the data stays behind in ${quotedList(volumes)}`;
      if (starts === undefined) return `${quoted(object)} goes, and its data stays behind in ${quotedList(volumes)}`;
      if (namespaces === undefined) return `${quoted(object)} is replaced by ${quoted(starts)}, which starts empty: ${left}`;
      const { from, to } = namespaces;
      return starts === object
        ? `${quoted(object)} moves from the namespace ${quoted(from)} to ${quoted(to)}, and starts empty there: ${left} of ${quoted(from)}`
        : `${quoted(object)} in the namespace ${quoted(from)} is replaced by ${quoted(starts)} in ${quoted(to)}, which starts empty: ${left}`;
    },
    notes: ({ object }) => [acceptedBy('upgrade-volume-left', object)],
    help: ({ starts, namespaces }) =>
      starts === undefined
        ? 'bring the data to where it is read from now on, as docs/guides/upgrades.md shows, and accept the change'
        : namespaces !== undefined
          ? `keep the namespace ${quoted(namespaces.from)}, or bring the data over as docs/guides/upgrades.md shows and accept the change`
          : 'take the name back, or bring the data over as docs/guides/upgrades.md shows and accept the change',
  }),

  'upgrade-volume-user': entry<{ object: string; volumes: readonly string[]; from: number; to: number }>({
    severity: 'error',
    title: 'the files of a volume would belong to another user',
    explanation: `A program may not change the files of another user. Where the group of the pod changes, the kubelet gives the files of its volumes to the new group, which may then read and write them; where it stays, nobody touches them. ${whereFrom}`,
    message: ({ object, volumes, from, to }) =>
      `${quoted(object)} would run as the user ${to}, and the files on ${quotedList(volumes)} belong to ${from}`,
    notes: ({ object }) => [acceptedBy('upgrade-volume-user', object)],
    help: () => 'change `gid` too, so that the kubelet hands the files over, or take the user back',
  }),

  'upgrade-postgres-major': entry<{ object: string; from: number; to: number }>({
    severity: 'error',
    title: 'a PostgreSQL server would get the data of another major',
    explanation: `PostgreSQL reads the data of its own major alone, whether the other one is older or newer. The server does not start, or makes an empty one beside the data, as images of PostgreSQL 18 and newer do. ${whereFrom}`,
    message: ({ object, from, to }) =>
      `${quoted(object)} goes from PostgreSQL ${from} to ${to} on the same volume, and does not read its data`,
    notes: ({ object }) => [acceptedBy('upgrade-postgres-major', object)],
    help: ({ from }) => `go back to an image of PostgreSQL ${from}, or dump and load the data as docs/guides/upgrades.md shows`,
  }),

  'upgrade-server-version': entry<{
    object: string;
    from: string;
    to: string;
    /** The versions between; empty if there is no way. */
    over: readonly string[];
  }>({
    severity: 'error',
    title: 'a Redis or RabbitMQ would get data that it does not read',
    explanation: `A Redis reads the files of older ones, and not those of newer ones; one before 7.0 does not even see the append-only files of a newer one, and starts empty. RabbitMQ goes from one series to some of the next alone, with all feature flags enabled before, and never back. ${whereFrom}`,
    message: ({ object, from, to, over }) =>
      `${quoted(object)} goes from ${from} to ${to} on the same volume, ${over.length > 0 ? 'which is too large a step for its data' : 'which does not read its data'}`,
    notes: ({ object }) => [acceptedBy('upgrade-server-version', object)],
    help: ({ from, over }) =>
      over.length > 0
        ? `go by way of ${over.join(' and ')}, and enable all feature flags before each step, as docs/guides/upgrades.md shows`
        : `go back to an image of ${from}, or start with an empty volume as docs/guides/upgrades.md shows and accept the change`,
  }),

  'upgrade-base-image': entry<{
    object: string;
    from: string;
    to: string;
    /**
     * The ids of the users that the images run as.
     * @default the same user
     */
    users?: { readonly from: number; readonly to: number };
    /**
     * The libraries by which they sort texts.
     * @default the same one, or not known
     */
    libraries?: { readonly from: string; readonly to: string };
  }>({
    severity: 'error',
    title: 'a server would get an image with another base on its volume',
    explanation: `Images on Alpine and on Debian run as other users: files that belong to one are refused to the other, and PostgreSQL and RabbitMQ start on none but their own. They also sort texts by other rules, as releases of Debian do: a PostgreSQL that starts nevertheless does not find what its indexes hold, and lets duplicates in. ${whereFrom}`,
    message: ({ object, from, to }) =>
      `${quoted(object)} goes from the image ${quoted(from)} to ${quoted(to)} on the same volume, and their bases differ`,
    notes: ({ object, users, libraries }) => [
      ...(users === undefined ? [] : [`the files belong to user ${users.from}, and the new image runs as ${users.to}`]),
      ...(libraries === undefined
        ? []
        : [`indexes of texts have the order of ${libraries.from}, and would be read in that of ${libraries.to}`]),
      acceptedBy('upgrade-base-image', object),
    ],
    help: () =>
      'take an image of the new version on the base of before, or bring the data over as docs/guides/upgrades.md shows and accept the change',
  }),

  'upgrade-database': entry<{
    object: string;
    service: string;
    from: string;
    to: string | undefined;
    /**
     * The address of the server of before.
     * @default the same server
     */
    fromServer?: string | undefined;
    /**
     * The address of the server from now on.
     * @default the same server
     */
    toServer?: string | undefined;
    /**
     * The service whose database it is a guest of from now on.
     * @default a database of its own
     */
    guestOf?: string | undefined;
    /**
     * The service whose database it was a guest of.
     * @default a database of its own
     */
    wasGuest?: string | undefined;
    /** Whether an init Job can rename it. */
    renamable: boolean;
  }>({
    severity: 'error',
    title: 'a service would leave its database behind',
    explanation: `An init Job makes a database that is not there, moves and deletes none, and renames one where \`databaseRenamedFrom\` says so. Under another name, or on another server, the service starts with an empty one, and the data stays where it was. So it is between a database of its own and that of another service, which it is a guest of. ${whereFrom}`,
    message: ({ service, from, to, fromServer, toServer, guestOf, wasGuest }) => {
      if (to === undefined) return `${quoted(service)} has no database any more, and its data stays behind in ${quoted(from)}`;
      const [old, next] = [fromServer, toServer].map((server) => (server === undefined ? '' : ` on ${quoted(server)}`));
      const was = wasGuest === undefined ? '' : ` of ${quoted(wasGuest)}`;
      const host = guestOf === undefined ? (wasGuest === undefined ? '' : ' of its own') : ` of ${quoted(guestOf)}`;
      return `${quoted(service)} moves from ${old === '' ? 'the database ' : ''}${quoted(from)}${old}${was} to ${quoted(to)}${next}${host}, and no data comes with it`;
    },
    notes: ({ object }) => [acceptedBy('upgrade-database', object)],
    help: ({ from, to, toServer, guestOf, wasGuest, renamable }) =>
      to !== undefined && (guestOf !== undefined || wasGuest !== undefined)
        ? `let it have ${wasGuest === undefined ? `\`database: '${from}'\`` : `\`database: { of: '${wasGuest}' }\``} again, or bring the data over as docs/guides/upgrades.md shows and accept the change`
        : to === undefined
          ? `say \`database: '${from}'\` again, or accept the change`
          : toServer === undefined
            ? renamable
              ? `keep \`database: '${from}'\`, or say \`databaseRenamedFrom: '${from}'\`, by which its init Job renames it`
              : `keep \`database: '${from}'\`, or rename the database on its server as docs/guides/upgrades.md shows and accept the change`
            : from !== to
              ? `keep \`database: '${from}'\` and its server, or bring the data over as docs/guides/upgrades.md shows and accept the change`
              : 'let its `databaseServer` be the one that has the database, or bring the data over as docs/guides/upgrades.md shows and accept the change',
  }),

  'upgrade-rename-over': entry<{ object: string; service: string; from: string; to: string }>({
    severity: 'warning',
    title: 'a database has been renamed, and its entry still says from what',
    explanation: `With \`databaseRenamedFrom\` an init Job looks for the database under its name of before, and fails if both are there. The manifests that were applied have the new name, in every environment that was compared. ${whereFrom}`,
    message: ({ service, from, to }) => `the database of ${quoted(service)} has been renamed from ${quoted(from)} to ${quoted(to)}`,
    notes: () => ['its init Job runs once more when the field is gone, and finds nothing to do'],
    help: () => 'remove `databaseRenamedFrom` when that Job is complete in every environment',
  }),

  'upgrade-database-server': entry<{ object: string; from: string; to: string; services: readonly string[] }>({
    severity: 'error',
    title: 'databases would be looked for on another server',
    explanation: `Init Jobs and operators make the databases that a server lacks, so that services start with empty ones on a server that never had theirs. From manifests nobody can tell whether it is the same server under another name: a new DNS name, or another port. ${whereFrom}`,
    message: ({ from, to }) => `the databases of ${quoted(from)} are looked for on ${quoted(to)}, and no data comes with them`,
    notes: ({ object, services }) => [
      `they belong to ${quotedList(services)}`,
      `${acceptedBy('upgrade-database-server', object)}; ${quoted(object)} is the server by its name in the overlay`,
    ],
    help: () =>
      'if it is the same server under another name, accept the change; if not, bring the databases over first as docs/guides/upgrades.md shows',
  }),

  'upgrade-backing-service': entry<{
    object: string;
    /** The name of the kind, such as `RabbitMQ`. */
    label: string;
    /** The data that stays. */
    what: 'keys' | 'queues';
    field: 'host' | 'port' | 'vhost';
    from: string;
    to: string;
    services: readonly string[];
  }>({
    severity: 'error',
    title: 'keys or queues would be looked for at another place',
    explanation: `Nothing brings the keys of a Redis or the queues of a RabbitMQ along to another server or virtual host: messages that nobody has taken wait there for ever, and sessions and jobs are gone. From manifests nobody can tell whether it is the same server under another name, or whether a Redis is a cache alone. ${whereFrom}`,
    message: ({ label, what, field, from, to }) =>
      field === 'vhost'
        ? `the ${what} in the virtual host ${quoted(from)} of ${label} are looked for in ${quoted(to)}, and none comes along`
        : `the ${what} of the ${label} at ${quoted(from)} are looked for at ${quoted(to)}, and none comes along`,
    notes: ({ object, services }) => [
      `they are read by ${quotedList(services)}`,
      `${acceptedBy('upgrade-backing-service', object)}; ${quoted(object)} is the server by its name in the overlay`,
    ],
    help: ({ field, from }) =>
      field === 'vhost'
        ? `keep \`vhost: ${from}\`, or have its queues emptied first as docs/guides/upgrades.md shows and accept the change`
        : 'if it is the same server under another name, or a cache, accept the change; if not, bring over what it holds first as docs/guides/upgrades.md shows',
  }),

  'upgrade-tree-left': entry<{
    object: string;
    /** The folder of the manifests. */
    folder: string;
    product: string;
    environment: string;
    /** Why no platform has them: another name of the product, an environment that goes, or a product that another registry may have. */
    why: 'renamed' | 'environment' | 'unknown';
    volumes: readonly string[];
    databases: readonly string[];
  }>({
    severity: 'error',
    title: 'manifests with data would belong to no platform any more',
    explanation:
      'A product with another name, and an environment that the product manifest lists no more, have a tree of before that is compared with nothing: under the new name everything starts empty, and what ran runs on where nothing deletes it. Volumes and databases stay where they are. Where another registry may have the product it is a warning, and so it is in an environment whose name is that of one marked `development: true`.',
    message: ({ folder, product, environment, why }) =>
      why === 'environment'
        ? `${quoted(folder)} keeps data, and the product ${quoted(product)} has no environment ${quoted(environment)} any more`
        : `${quoted(folder)} keeps data, and no product is called ${quoted(product)}${why === 'renamed' ? ' any more' : ' here'}`,
    notes: ({ object, volumes, databases }) => [
      ...(volumes.length === 0 ? [] : [`these volumes stay: ${quotedList(volumes)}`]),
      ...(databases.length === 0 ? [] : [`these databases stay: ${quotedList(databases)}`]),
      `${acceptedBy('upgrade-tree-left', object)}; ${quoted(object)} is the tree by product and environment`,
    ],
    help: ({ product, environment, why }) =>
      why === 'environment'
        ? `list ${quoted(environment)} under \`environments\` again, or take it down as docs/guides/upgrades.md shows and accept the change`
        : `keep \`name: ${product}\`${why === 'renamed' ? '' : ' in the product manifest, if this registry had it'}, or take it down as docs/guides/upgrades.md shows and accept the change`,
  }),

  'upgrade-left-running': entry<{
    object: string;
    objects: readonly string[];
    namespace: string;
    by: 'kubectl' | 'argocd';
    /** Whether two of it must not run at once, under its old name and under the new one. */
    before: boolean;
  }>({
    severity: 'warning',
    title: 'a workload would run on that is in no manifest any more',
    explanation:
      'With `delivery: kubectl` nothing deletes what is no longer in the tree: `kubectl apply` makes and changes objects, and prunes none. A Deployment or cron job runs on with its old image and its login; after another hostname it runs beside the new one, and what may run once alone runs twice. Argo CD prunes, but where a service has an Application of its own: it goes with the service, and outside development leaves what it has applied.',
    message: ({ objects, by }) =>
      `${quotedList(objects)} ${objects.length === 1 ? 'is' : 'are'} in the manifests no more, and ${objects.length === 1 ? 'runs' : 'run'} on: ${leaves[by]}`,
    notes: ({ object }) => [acceptedBy('upgrade-left-running', object)],
    help: ({ objects, namespace, before }) => {
      const names = objects.map((object) => object.replace(/^[^/]*/, (kind) => kind.toLowerCase()));
      const command = `kubectl -n ${namespace} delete ${names.join(' ')}`;
      return before ? `run \`${command}\` before the apply, so that no two run at once` : `run \`${command}\` after the apply`;
    },
  }),

  'upgrade-policy-left': entry<{
    object: string;
    objects: readonly string[];
    namespace: string;
    by: 'kubectl' | 'argocd';
    /** Whether they go on to let pass what they name, or close what nothing closes any more. */
    effect: 'opens' | 'closes';
  }>({
    severity: 'warning',
    title: 'a network policy would stay that is in no manifest any more',
    explanation:
      'With `delivery: kubectl` nothing deletes what is no longer in the tree. Network policies add up, of all kinds: one that is left goes on to let pass what it names, whatever the others say. Where no other one selects its pods, it goes on to close them for all that it does not name, ' +
      'so that `policies: none` has no effect; a CiliumNetworkPolicy of hosts by name closes all else that its pods send. Argo CD prunes.',
    message: ({ objects, by, effect }) =>
      `${quotedList(objects)} ${objects.length === 1 ? 'is' : 'are'} in the manifests no more, and ${
        effect === 'opens'
          ? `${objects.length === 1 ? 'goes' : 'go'} on to let pass what ${objects.length === 1 ? 'it names' : 'they name'}`
          : `${objects.length === 1 ? 'goes' : 'go'} on to close pods for all that ${objects.length === 1 ? 'it does' : 'they do'} not name`
      }: ${leaves[by]}`,
    notes: ({ object }) => [acceptedBy('upgrade-policy-left', object)],
    help: ({ objects, namespace }) => {
      const names = objects.map((object) => object.replace(/^[^/]*/, (kind) => kind.toLowerCase()));
      return `run \`kubectl -n ${namespace} delete ${names.join(' ')}\` after the apply`;
    },
  }),

  'upgrade-project-narrowed': entry<{ object: string; kind: string }>({
    severity: 'warning',
    title: 'the project of Argo CD would hide what has to be pruned',
    explanation:
      'The AppProject allows the kinds that the tree has. Argo CD sees no object of a kind that its project does not allow: if the new project is applied before the sync that prunes the last object of a kind, that object stays, and nobody is told.',
    message: ({ object, kind }) => `${quoted(object)} is the last ${kind} to go, and the new AppProject allows none`,
    notes: ({ object }) => [acceptedBy('upgrade-project-narrowed', object)],
    help: () => 'apply the new AppProject after the sync that prunes it, not before',
  }),

  'upgrade-route-left': entry<LeftWaysArgs>({
    severity: 'warning',
    title: 'a way in would stay that is in no manifest any more',
    explanation:
      'With `delivery: kubectl` nothing deletes what is no longer in the tree. An Ingress or HTTPRoute of before goes on to lead requests, to a service that may be gone, and a policy of before goes on to hold. A Gateway keeps its load balancer, and cert-manager renews a Certificate and writes over its Secret, whoever has put another certificate there. Argo CD prunes, but for a service that goes with its own Application.',
    message: ({ objects, by }) => `${areLeft(objects)} on to hold: ${leaves[by]}`,
    notes: ({ object }) => [acceptedBy('upgrade-route-left', object)],
    help: ({ objects, namespace, orphan }) => `run \`${deletion(objects, namespace, orphan)}\` after the apply`,
  }),

  'upgrade-route-doubled': entry<LeftWaysArgs>({
    severity: 'error',
    title: 'a way in of before would answer in place of the new one',
    explanation:
      'With `delivery: kubectl` an Ingress or HTTPRoute of before stays beside the one that leads the same path now. Envoy Gateway takes the older one, and Traefik one of the two: a login or a limit that the route has got does not hold. ingress-nginx refuses the new one as long as the old one is there. Argo CD prunes.',
    message: ({ objects, by }) => `${areLeft(objects)} on to lead requests that other objects lead now: ${leaves[by]}`,
    notes: ({ object }) => [acceptedBy('upgrade-route-doubled', object)],
    help: ({ objects, namespace, orphan }) =>
      `accept it, and run \`${deletion(objects, namespace, orphan)}\` right after the apply; with ingress-nginx, which answers nothing in between, before it`,
  }),

  'upgrade-route-fell': entry<{
    object: string;
    request: string;
    route: string;
    service: string;
    other: string;
    shorter: string;
    others: number;
  }>({
    severity: 'warning',
    title: 'requests of a route that goes would reach another service',
    explanation: `Where a route goes and a shorter one is left, such as the catch-all \`/\` of a web application, that takes its requests. Clients of an API then get a page of HTML with 200, and no error tells them. ${whereFrom}`,
    message: ({ route, others, request, service, other, shorter }) =>
      `${andOthers(route, others)} of ${quoted(service)} would be gone: ${quoted(request)} would reach ${quoted(other)} by ${quoted(shorter)}`,
    notes: ({ object }) => [acceptedBy('upgrade-route-fell', object)],
    help: () => 'keep the route until no client asks for it, or accept the change',
  }),

  'upgrade-first-start': entry<{ object: string; variables: readonly string[]; from: string; to: string }>({
    severity: 'error',
    title: 'a server keeps what it took at its first start',
    explanation: `PostgreSQL and RabbitMQ take the name and password of their admin, and RabbitMQ its virtual host, from variables while their volume is empty, and never again. With other variables the server has the old ones, and whoever comes with the new ones is refused. ${whereFrom}`,
    message: ({ object, variables, from, to }) =>
      `${quoted(object)} would get ${quotedList(variables)} ${to.startsWith('Secret/') ? 'from' : 'as'} ${quoted(to)} in place of ${quoted(from)}, and takes ${variables.length === 1 ? 'it' : 'them'} at its first start alone`,
    notes: ({ object }) => [acceptedBy('upgrade-first-start', object)],
    help: () => 'take it back, or change it on the server as docs/guides/upgrades.md shows and accept the change',
  }),

  'upgrade-immutable': entry<{ object: string; field: string }>({
    severity: 'error',
    title: 'a field would change that never changes',
    explanation: `The API server refuses a change of some fields, and with it the whole object. The object has to be deleted first, or to get another name. ${whereFrom}`,
    message: ({ object, field }) => `${quoted(field)} of ${quoted(object)} would change, and the API server refuses that`,
    notes: ({ object }) => [acceptedBy('upgrade-immutable', object)],
    help: ({ object }) =>
      object.startsWith('StatefulSet/')
        ? 'take it back, or replace the StatefulSet as docs/guides/upgrades.md shows'
        : 'take it back, or delete the object before the apply and accept the change',
  }),

  'upgrade-port-merged': entry<{ object: string; port: number }>({
    severity: 'error',
    title: 'kubectl would lose one of two ports with one number',
    explanation: `\`kubectl apply\` tells the ports of an object apart by their number alone. Where two have one, for TCP and for UDP, a change of the ports leaves one of them, without a word. ${whereFrom}`,
    message: ({ object, port }) =>
      `${quoted(object)} has the port ${port} for TCP and for UDP, before or now, and \`kubectl apply\` would lose one of the two`,
    notes: ({ object }) => [acceptedBy('upgrade-port-merged', object)],
    help: () => 'accept the change, and apply it by `kubectl apply --server-side --force-conflicts`',
  }),

  'upgrade-seed': entry<{ object: string }>({
    severity: 'warning',
    title: 'a server keeps the passwords of another seed',
    explanation:
      'A new `secrets.seed` gives every development Secret another value. A server takes the password of its admin when it makes its data, and never again, so that nobody can log in.',
    message: ({ object }) => `${quoted(object)} keeps the password of the seed of before, and whoever logs in has another`,
    notes: ({ object }) => [acceptedBy('upgrade-seed', object)],
    help: () => 'take the seed back, or delete the namespace with its volumes before the apply',
  }),

  'upgrade-before-unreadable': entry<{ file: string; detail: string }>({
    severity: 'error',
    acceptable: true,
    title: 'manifests of before cannot be read',
    explanation:
      'What the registry gives now is compared with the manifests of before. Those of a file that cannot be read are left out, so that nothing is found about the objects in it: one may be a volume with data. A clone without all contents lacks some. In an environment marked `development: true` it is a warning.',
    message: ({ file, detail }) => `${quoted(file)} of before cannot be read: ${detail}`,
    help: () => 'bring the file back as it was applied, or name other manifests with `--against-ref` or `--against-dir`',
  }),
};
