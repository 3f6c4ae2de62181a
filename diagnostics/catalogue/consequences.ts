import { entry } from './entry';
import { quoted, quotedList } from './wording';

/** A few names, and how many there are beside them. */
function few(names: readonly string[]): string {
  if (names.length <= 4) return quotedList(names);
  return `${names.slice(0, 4).map(quoted).join(', ')} and ${names.length - 4} more`;
}

const onlyPlan = '`cadastre plan` says it; `check` and `synth` do not, since most changes of a platform do something of the kind.';

/** What network policies let through, or cut, for the pods of some workloads. */
export interface NetworkChangeArgs {
  readonly object: string;
  readonly direction: 'ingress' | 'egress';
  readonly workloads: readonly string[];
  /** Empty if all of the direction is meant. */
  readonly edges: readonly string[];
}

function aboutPods({ workloads, edges }: NetworkChangeArgs): string[] {
  return edges.length === 0 ? [] : [`it is about the pods of ${few(workloads)}`];
}

/** What an apply does to what runs, for `cadastre plan`. Each stands at what the name of the object follows from. */
export const consequencesEntries = {
  'plan-pods-restart': entry<{ object: string; fields: readonly string[]; count: number | undefined; gone: string; more: string }>({
    severity: 'warning',
    title: 'pods are replaced, some at a time',
    explanation: `The pods of a workload are made anew if anything in their template differs. A rolling update ends a pod when another one is ready, so that requests are answered all the time. ${onlyPlan}`,
    message: ({ object, fields }) => `the pods of ${quoted(object)} are replaced, because of ${few(fields)}`,
    notes: ({ count, gone, more }) => [
      `${count === undefined ? 'the autoscaler says how many there are' : `there ${count === 1 ? 'is one' : `are ${count}`}`}; ${more} more run meanwhile, and ${gone} fewer are ready`,
    ],
    help: () => 'nothing has to be done; the quota and the nodes need room for the pods that run meanwhile',
  }),

  'plan-pods-stop': entry<{ object: string; fields: readonly string[]; why: 'recreate' | 'one' | 'unavailable' }>({
    severity: 'warning',
    title: 'pods end before those that replace them are ready',
    explanation: `Where a workload has the strategy \`Recreate\`, where a StatefulSet has one pod, and where a rolling update may end the only one, nobody answers between the end of the old pod and the first ready answer of the new one. ${onlyPlan}`,
    message: ({ object, fields }) => `the pods of ${quoted(object)} end before new ones are ready, because of ${few(fields)}`,
    notes: ({ why }) => [
      {
        recreate: 'its strategy is `Recreate`: all pods end first',
        one: 'it has one pod, which keeps its name and its volume, so that no other one can run beside it',
        unavailable: 'its rolling update may end as many pods as there are',
      }[why],
    ],
    help: () => 'apply it when few requests come, or give it more replicas where its kind allows that',
  }),

  'plan-capacity-falls': entry<{ object: string; from: string; to: string }>({
    severity: 'warning',
    title: 'fewer pods answer than before',
    explanation: `Pods over the new number end at once, whatever the load is. An autoscaler that comes or goes is held against the number that takes its place. ${onlyPlan}`,
    message: ({ object, from, to }) => `${quoted(object)} has ${from} replicas, and would have ${to}`,
    help: ({ from }) => `look at the load first, or keep ${from}`,
  }),

  'plan-replicas-released': entry<{ object: string; replicas: string; namespace: string; delivery: 'kubectl' | 'argocd' }>({
    severity: 'warning',
    title: 'a workload falls to one pod when an autoscaler takes over',
    explanation: `\`spec.replicas\` is left out where an autoscaler counts. A field that was in the manifest and is there no more gets its default, which is 1, until the autoscaler has counted: with \`kubectl apply\`, and on the server, as Argo CD applies, if no other field manager owns it. ${onlyPlan}`,
    message: ({ object, replicas }) => `${quoted(object)} falls from ${replicas} replicas to 1 until its autoscaler has counted`,
    notes: () => ['it happens once'],
    help: ({ object, replicas, namespace, delivery }) => {
      const [kind = '', name = ''] = object.split('/');
      const owned = JSON.stringify({ apiVersion: 'apps/v1', kind, metadata: { name, namespace }, spec: { replicas: Number(replicas) } });
      return delivery === 'kubectl'
        ? `run \`kubectl -n ${namespace} apply edit-last-applied ${object.toLowerCase()}\` and take \`replicas\` out of it before the apply`
        : `let another field manager own the number before the sync: \`echo '${owned}' | kubectl apply --server-side --field-manager=handover-to-hpa --validate=false -f -\``;
    },
  }),

  'plan-limits-fall': entry<{ object: string; container: string; resource: string; from: string; to: string }>({
    severity: 'warning',
    title: 'a limit falls by more than a quarter',
    explanation: `A container over its memory limit is killed, and one over its CPU limit waits. ${onlyPlan}`,
    message: ({ object, container, resource, from, to }) =>
      `the ${resource} limit of the container ${quoted(container)} of ${quoted(object)} falls from ${from} to ${to}`,
    help: ({ resource, from }) => `compare it with the ${resource} that its pods use, or keep ${from}`,
  }),

  'plan-drain-blocked': entry<{ object: string; budget: string; workload: string }>({
    severity: 'warning',
    title: 'a budget lets no pod go, so that no node can be drained',
    explanation: `A PodDisruptionBudget that needs as many pods as there are refuses every eviction. ${onlyPlan}`,
    message: ({ workload, budget }) => `${quoted(budget)} needs every pod of ${quoted(workload)}, so that no node with one can be drained`,
    help: () => 'give the workload one replica more',
  }),

  'plan-database-renamed': entry<{
    object: string;
    service: string;
    from: string;
    to: string;
    delivery: 'kubectl' | 'argocd';
    /** The host of the pooler that keeps connections of its own; undefined if there is none. */
    pooler: string | undefined;
    /** The commands that stop what uses the database. */
    stop: readonly string[];
    /** The commands that start again what an apply does not. */
    start: readonly string[];
  }>({
    severity: 'warning',
    title: 'a database is renamed, for which all that uses it stops',
    explanation: `The init Job gives the database and its roles their new names, in one transaction, if nobody is connected. It ends no session: it tells who is connected, tries again for a minute, and fails. Then nothing has changed, and the Job is deleted and applied again. ${onlyPlan}`,
    message: ({ object, service, from, to }) =>
      `${quoted(object)} renames the database of ${quoted(service)} from ${quoted(from)} to ${quoted(to)}`,
    notes: ({ delivery, pooler, start }) => [
      ...(delivery === 'argocd' ? ['Argo CD starts pods again that are stopped by hand: turn automated sync off before'] : []),
      ...(pooler === undefined ? [] : [`the pooler at ${quoted(pooler)} keeps connections that no pod uses any more: it has to end them`]),
      ...(start.length === 0
        ? []
        : [`an apply does not start all of it again; when the Job is complete: ${start.map((line) => `\`${line}\``).join(', ')}`]),
    ],
    help: ({ stop }) =>
      stop.length === 0
        ? 'end what is connected to the database before the apply'
        : `before the apply run ${stop.map((line) => `\`${line}\``).join(', and ')}; Secrets that people keep need the new names, as docs/guides/upgrades.md shows`,
  }),

  'plan-image-back': entry<{ object: string; container: string; from: string; to: string }>({
    severity: 'warning',
    title: 'an image goes back to an older version',
    explanation: `Migrations are not taken back with it: an older program meets a newer database. ${onlyPlan}`,
    message: ({ object, container, from, to }) => `the container ${quoted(container)} of ${quoted(object)} goes back from ${from} to ${to}`,
    help: () => 'see whether the older version works with the database as it is now',
  }),

  'plan-image-unpinned': entry<{ object: string; container: string; image: string }>({
    severity: 'warning',
    title: 'an image is pinned by its digest no more',
    explanation: `What a tag names can change. Pods that start on another day, or on another node, may then run another program. ${onlyPlan}`,
    message: ({ object, container, image }) =>
      `the container ${quoted(container)} of ${quoted(object)} runs ${quoted(image)}, whatever that is when a pod starts`,
    help: () => 'pin the image by its digest again, as `cadastre image set` does',
  }),

  'plan-job-runs': entry<{ object: string; fields: readonly string[]; migrates: boolean }>({
    severity: 'warning',
    title: 'a Job runs again',
    explanation: `A Job runs once. One that is otherwise than before runs again; its pods wait for what they need, and Jobs that create a database change nothing that is right already. ${onlyPlan}`,
    message: ({ object, fields }) => `${quoted(object)} runs again, because of ${few(fields)}`,
    help: ({ migrates }) =>
      migrates
        ? 'see that the program that runs now works with the database as the migration leaves it: it runs until the new pods are ready'
        : 'nothing has to be done',
  }),

  'plan-extension-stays': entry<{ object: string; extensions: readonly string[] }>({
    severity: 'warning',
    title: 'an extension stays in the database',
    explanation: `An extension that is declared no more is not dropped: tables may have columns of its types. ${onlyPlan}`,
    message: ({ object, extensions }) =>
      `the database of ${quoted(object)} keeps ${extensions.length === 1 ? 'the extension' : 'the extensions'} ${quotedList(extensions)}`,
    help: ({ extensions }) =>
      `run ${extensions.map((extension) => quoted(`DROP EXTENSION "${extension}"`)).join(' and ')} by hand if nothing uses ${extensions.length === 1 ? 'it' : 'them'}`,
  }),

  'plan-delivery-switches': entry<{
    object: string;
    to: 'kubectl' | 'argocd';
    /** The Applications of now, and whether they sync by themselves. */
    applications: 'none' | 'manual' | 'automated';
  }>({
    severity: 'warning',
    title: 'another program applies the manifests',
    explanation: `Two programs that apply the same objects undo the work of each other. An Application that syncs by itself takes back what kubectl changes (\`selfHeal\`), and one that is deleted with the finalizer of Argo CD takes all that it has applied with it. ${onlyPlan}`,
    message: ({ to }) =>
      to === 'argocd'
        ? 'Argo CD applies these manifests from now on, and `kubectl apply` no more'
        : '`kubectl apply` applies these manifests from now on, and Argo CD no more',
    notes: ({ to, applications }) =>
      to === 'argocd'
        ? [
            'it deletes what goes from the manifests later; what kubectl has left behind before stays',
            {
              none: 'the registry writes no Application: until somebody makes one, nothing is applied',
              manual: 'the Applications do not sync by themselves: until somebody syncs them, nothing is applied',
              automated: 'the Applications take back what anybody else changes',
            }[applications],
          ]
        : [
            'what goes from the manifests later is deleted by nobody: `cadastre plan` prints the lines that do',
            'Applications of before stay in the cluster: those that sync by themselves take back what kubectl changes, or delete what they find in Git no more',
            'an Application with a finalizer of Argo CD, as in development and for previews, takes all objects with it when it is deleted; one without leaves them',
          ],
    help: ({ to }) =>
      to === 'argocd'
        ? 'end what runs `kubectl apply` first, then apply the Applications'
        : 'before the apply run `argocd app delete <name> --cascade=false` for each Application of this environment, which leaves the objects',
  }),

  'plan-entry-moves': entry<{ object: string; host: string; from: string; to: string }>({
    severity: 'warning',
    title: 'requests for a host come in elsewhere',
    explanation: `An Ingress of another class, or a Gateway, has an address of its own: until the DNS name leads there, requests reach what has no routes any more. ${onlyPlan}`,
    message: ({ host, from, to }) => `${quoted(host)} is served by ${to}, no longer by ${from}`,
    help: ({ host, object }) =>
      `lead the DNS name of ${quoted(host)} to the new address, and keep ${quoted(object)} until nobody asks the old one`,
  }),

  'plan-service-gone': entry<{
    object: string;
    name: string;
    now: string | undefined;
    stays: boolean;
    /** The services that have it in their variables. */
    callers: readonly string[];
  }>({
    severity: 'warning',
    title: 'the address of a service goes',
    explanation: `Who calls a Kubernetes Service that is there no more gets no answer. Callers that the registry knows have the new address when their pods are replaced, and not before. ${onlyPlan}`,
    message: ({ name, now, stays }) =>
      `${quoted(name)} ${stays ? 'leads to no pod of these manifests any more' : 'answers nobody any more'}${now === undefined ? '' : `, since the service is called ${quoted(now)}`}`,
    notes: ({ callers }) =>
      callers.length === 0
        ? []
        : [`${few(callers)} still ${callers.length === 1 ? 'has it in its variables' : 'have it in their variables'}`],
    help: ({ now, callers }) =>
      callers.length > 0
        ? `${now === undefined ? 'take it out of' : `write ${quoted(now)} in`} the variables of ${few(callers)}, and see who else calls it`
        : now === undefined
          ? 'see that nobody calls it, outside this registry either'
          : 'see that nobody calls it by the old name, here or elsewhere (`cadastre check` names the URLs of the registry), and apply it when few requests come',
  }),

  'plan-service-moves': entry<{ object: string; field: string; from: string; to: string }>({
    severity: 'warning',
    title: 'the address of a service leads elsewhere at once',
    explanation: `Kubernetes changes the endpoints of a Service at once, before the pods are replaced and before callers have another address. ${onlyPlan}`,
    message: ({ object, field, from, to }) =>
      field === 'spec.selector'
        ? `${quoted(object)} leads to the pods with ${to}, no longer to those with ${from}`
        : to === 'none'
          ? `${quoted(object)} has ${field} (${from}) no more, and who calls it finds nobody`
          : `${field} of ${quoted(object)} is ${to}, no longer ${from}: calls fail until callers and pods have changed`,
    help: ({ field }) =>
      field === 'spec.selector'
        ? 'keep the name of the service, or do it when few requests come'
        : 'keep the port, or change callers in the same apply and do it when few requests come',
  }),

  'plan-route-gone': entry<{ object: string; route: string }>({
    severity: 'warning',
    title: 'a path is led nowhere',
    explanation: `The controller answers 404 for a path without a route. ${onlyPlan}`,
    message: ({ route }) => `${quoted(route)} is led nowhere any more`,
    help: () => 'keep the route until nobody asks for it, or tell those who do',
  }),

  'plan-route-moves': entry<{ object: string; route: string; from: string; to: string }>({
    severity: 'warning',
    title: 'a path is led to another service, or to another port',
    explanation: `Controllers change routes one by one, while pods of the new service may not be ready. ${onlyPlan}`,
    message: ({ route, from, to }) => `${quoted(route)} leads to ${quoted(to)}, no longer to ${quoted(from)}`,
    help: ({ to }) => `see that ${quoted(to)} is ready before the apply`,
  }),

  'plan-login-gone': entry<{ object: string; route: string }>({
    severity: 'warning',
    title: 'a route needs no login any more',
    explanation: `The controller asked for a login before it passed requests on, and asks no more: the route has none, or it is gone, or a new one takes the requests, and an open one answers. ${onlyPlan}`,
    message: ({ route, object }) => `requests for ${quoted(route)} pass without a login by ${quoted(object)}`,
    help: () => 'see that the service checks logins itself, or give these requests a route with a login',
  }),

  'plan-tls-gone': entry<{ object: string; hosts: readonly string[]; what: 'certificate' | 'plain' }>({
    severity: 'warning',
    title: 'a host is answered without TLS',
    explanation: `What clients send, logins and cookies among it, can be read on the way. An Ingress without \`tls\`, a Gateway without a listener for HTTPS, and an Ingress of Traefik that answers at every entry point are answered so. ${onlyPlan}`,
    message: ({ object, hosts, what }) =>
      what === 'certificate'
        ? `${few(hosts)} ${hosts.length === 1 ? 'has' : 'have'} no TLS by ${quoted(object)} any more`
        : `${few(hosts)} ${hosts.length === 1 ? 'is' : 'are'} answered by ${quoted(object)} in plain HTTP, too`,
    help: ({ what }) =>
      what === 'certificate'
        ? 'keep the certificate, or see that TLS ends before this edge'
        : 'lead plain HTTP to HTTPS, or see that it does not reach this edge',
  }),

  'plan-redirect-gone': entry<{ object: string; hosts: readonly string[] }>({
    severity: 'warning',
    title: 'plain HTTP is not led to HTTPS any more',
    explanation: `Who types the name of the host, or has a link with \`http://\`, was led to HTTPS, and gets no answer any more. ${onlyPlan}`,
    message: ({ object, hosts }) => `clients of ${few(hosts)} are not led from plain HTTP to HTTPS by ${quoted(object)} any more`,
    help: () => 'keep the redirect, or see that the edge redirects by itself',
  }),

  'plan-allow-widens': entry<{ object: string; routes: readonly string[]; addresses: readonly string[] }>({
    severity: 'warning',
    title: 'requests pass from more addresses',
    explanation: `A list of the addresses that alone may send requests goes, or gets more of them: an annotation of the controller, a Middleware of Traefik or a SecurityPolicy of Envoy Gateway. ${onlyPlan}`,
    message: ({ object, routes, addresses }) => `${quoted(object)} lets requests for ${few(routes)} pass from ${few(addresses)}`,
    help: () => 'see that each of them is wanted, and that the service asks for a login itself',
  }),

  'plan-allow-narrows': entry<{ object: string; routes: readonly string[]; addresses: readonly string[] }>({
    severity: 'warning',
    title: 'requests pass from fewer addresses',
    explanation: `Clients at the other addresses are refused at once. ${onlyPlan}`,
    message: ({ object, routes, addresses }) =>
      `${quoted(object)} refuses requests for ${few(routes)} from ${few(addresses)} that its list does not have`,
    help: () => 'see in the access log that no client comes from there',
  }),

  'plan-limit-gone': entry<{ object: string; what: string; routes: readonly string[] }>({
    severity: 'warning',
    title: 'the edge protects a route less',
    explanation: `The edge counted the requests of a client, held bodies to a size, or took away headers that it alone may set, and does so no more: who sends too much, or says in a header who he is, reaches the service. ${onlyPlan}`,
    message: ({ object, what, routes }) => `${quoted(object)} leads requests for ${few(routes)} without ${what}`,
    help: () => 'keep it, or see that the service does it itself',
  }),

  'plan-service-opens': entry<{ object: string; from: string; to: string }>({
    severity: 'warning',
    title: 'a Kubernetes Service can be reached from outside of the cluster',
    explanation: `\`NodePort\` opens a port on every node, and \`LoadBalancer\` has an address of its own: requests come in past the edge, its logins and its limits. ${onlyPlan}`,
    message: ({ object, from, to }) => `${quoted(object)} goes from ${from} to ${to}`,
    help: () => 'lead requests through a route, or see that its pods ask for a login themselves',
  }),

  'plan-service-closes': entry<{ object: string; from: string; to: string }>({
    severity: 'warning',
    title: 'a Kubernetes Service loses its address outside of the cluster',
    explanation: `Its port on the nodes, or its load balancer with the address, goes at once. ${onlyPlan}`,
    message: ({ object, from, to }) => `${quoted(object)} goes from ${from} to ${to}, and who comes by its address of before finds nobody`,
    help: () => 'lead its clients to another address first, and see that no DNS name has the old one',
  }),

  'plan-network-opens': entry<NetworkChangeArgs>({
    severity: 'warning',
    title: 'network policies let more through',
    explanation: `Who may talk to whom is what a breach can use. Judged is what all policies let through together that select a pod, before and now, also of directions that no policy closes any more. Pods of new services open nothing. ${onlyPlan}`,
    message: ({ object, direction, workloads, edges }) =>
      edges.length > 0
        ? `${quoted(object)} lets ${few(edges)} through`
        : direction === 'ingress'
          ? `anything may connect to the pods of ${few(workloads)}, which no policy closes any more`
          : `the pods of ${few(workloads)} may connect to anything, which no policy closes any more`,
    notes: aboutPods,
    help: ({ edges }) =>
      edges.length > 0
        ? 'see that each of them is wanted'
        : 'keep a policy that selects them and names what may pass, or see that it is wanted',
  }),

  'plan-network-closes': entry<NetworkChangeArgs>({
    severity: 'warning',
    title: 'network policies let less through',
    explanation: `Pods of before may still use a connection that is cut. Judged is what all policies let through together that select a pod, before and now: the first policy that selects a pod closes all that no policy names. ${onlyPlan}`,
    message: ({ object, direction, workloads, edges }) =>
      edges.length > 0
        ? `${quoted(object)} cuts ${few(edges)}`
        : direction === 'ingress'
          ? `what no policy names cannot connect to the pods of ${few(workloads)} any more`
          : `the pods of ${few(workloads)} cannot connect any more to what no policy names`,
    notes: aboutPods,
    help: ({ direction, edges }) =>
      edges.length > 0
        ? 'see that no pod of before needs it, or apply the change of its caller first'
        : `see that all ${direction === 'ingress' ? 'who connect to them are' : 'that they connect to is'} declared (\`cadastre explain connection\` says how), and do it when few requests come`,
  }),

  'plan-privileges-grow': entry<{ object: string; what: readonly string[] }>({
    severity: 'warning',
    title: 'pods may do more on their node',
    explanation: `A program that runs as root, or keeps capabilities, can do more harm when it is broken into. ${onlyPlan}`,
    message: ({ object, what }) => `the pods of ${quoted(object)} get ${quotedList(what)}`,
    help: () => 'see that it is needed',
  }),

  'plan-secret-read': entry<{ object: string; secret: string; others: readonly string[] }>({
    severity: 'warning',
    title: 'pods read a Secret of others',
    explanation: `A Secret that several workloads read is known to all of them. ${onlyPlan}`,
    message: ({ object, secret, others }) => `${quoted(object)} reads the Secret ${quoted(secret)}, as ${few(others)} did before alone`,
    help: () => 'see that it is wanted, or give it a Secret of its own',
  }),

  'plan-namespace-gone': entry<{ object: string; delivery: 'kubectl' | 'argocd' }>({
    severity: 'warning',
    title: 'a namespace is in the manifests no more',
    explanation: `Who deletes a namespace deletes everything in it, also volumes with their data. ${onlyPlan}`,
    message: ({ object, delivery }) =>
      delivery === 'argocd'
        ? `Argo CD may delete ${quoted(object)} with everything in it`
        : `${quoted(object)} stays, with everything in it`,
    help: () => 'bring the data over first, as docs/guides/upgrades.md shows',
  }),

  'plan-database-left': entry<{ object: string; database: string; server: string | undefined; owner: string | undefined }>({
    severity: 'error',
    title: 'a database is left without its service',
    explanation: `The service is in the manifests no more. Nothing that Cadastre writes deletes a database, so it stays on its server with its data and its roles, and nobody reads it. ${onlyPlan} The exit code of the plan is 3, unless \`--allow\` names it.`,
    message: ({ database, server }) =>
      `the database ${quoted(database)} stays${server === undefined ? '' : ` on ${quoted(server)}`} with its data, and no service reads it any more`,
    notes: ({ object, owner }) => [
      ...(owner === undefined ? [] : [`its owner, the role ${quoted(owner)}, stays and may log in`]),
      `\`--allow plan-database-left:${object}\` lets it stay`,
    ],
    help: () => 'dump it, and drop it and its roles when nobody needs them, as docs/guides/upgrades.md shows',
  }),

  'plan-pods-refused': entry<{ object: string; from: string; to: string }>({
    severity: 'warning',
    title: 'a namespace takes fewer pods',
    explanation: `Pods that run go on; the next one that is made is held against the new standard. ${onlyPlan}`,
    message: ({ object, from, to }) =>
      `${quoted(object)} enforces ${quoted(to)} in place of ${quoted(from)}, and may refuse pods when they restart`,
    help: ({ to }) =>
      `see what a dry run of the label says: \`kubectl label --dry-run=server --overwrite ns --all pod-security.kubernetes.io/enforce=${to}\``,
  }),

  'plan-class-changes': entry<{ object: string; from: string; to: string }>({
    severity: 'warning',
    title: 'routes go to another controller',
    explanation: `Another controller has another address: until DNS names lead there, requests reach the one that has no routes any more. ${onlyPlan}`,
    message: ({ object, from, to }) => `${quoted(object)} goes from ${quoted(from)} to ${quoted(to)}, which has an address of its own`,
    help: () => 'run both controllers until DNS names lead to the new one',
  }),

  'plan-edit-reverted': entry<{ object: string; fields: readonly string[]; by: readonly string[] }>({
    severity: 'warning',
    title: 'an apply takes back what somebody has changed in the cluster',
    explanation: `With \`--cluster\`, a field that the manifest has belongs to another field manager than the one that applies, such as \`kubectl-edit\`, and has another value. \`kubectl apply\` and Argo CD set it to that of the manifest. ${onlyPlan}`,
    message: ({ object, fields, by }) =>
      `${few(fields)} of ${quoted(object)} ${fields.length === 1 ? 'was' : 'were'} set by ${few(by)}, and ${fields.length === 1 ? 'goes' : 'go'} back to the manifest`,
    help: () => 'say in the registry what has to stay as it is in the cluster',
  }),

  'plan-edit-conflict': entry<{ object: string; fields: readonly string[]; by: readonly string[] }>({
    severity: 'error',
    title: 'an apply on the server stops at what somebody has changed in the cluster',
    explanation: `With \`--cluster\`, a field that the manifest has belongs to another field manager, and has another value. \`kubectl apply --server-side\`, by which the object was applied, refuses to change it without \`--force-conflicts\`. ${onlyPlan}`,
    message: ({ object, fields, by }) =>
      `${few(fields)} of ${quoted(object)} ${fields.length === 1 ? 'was' : 'were'} set by ${few(by)}: \`kubectl apply --server-side\` stops there`,
    help: () => 'say in the registry what has to stay, or take it back with `kubectl apply --server-side --force-conflicts`',
  }),

  'plan-kind-unserved': entry<{ object: string; kind: string; apiVersion: string; count: number }>({
    severity: 'error',
    title: 'the cluster does not know a kind of the manifests',
    explanation: `With \`--cluster\` or \`--server\`, the API server serves no such kind: the operator that defines it is not installed, or has another version. ${onlyPlan}`,
    message: ({ object, kind, apiVersion, count }) =>
      `the cluster has no kind ${quoted(kind)} of ${quoted(apiVersion)}: it refuses ${quoted(object)}${count === 1 ? '' : ` and ${count - 1} more`}`,
    help: ({ apiVersion }) =>
      `install the operator that defines ${quoted(apiVersion)} first, or see \`kubectl api-versions\` for the version that it serves`,
  }),

  'plan-server-refuses': entry<{ object: string; message: string }>({
    severity: 'error',
    title: 'the API server refuses an object, and the plan has not foreseen it',
    explanation: `With \`--server\`, the API server is asked about every object, and stores none. It refuses one for a reason that Cadastre does not know: a policy or a webhook of the cluster, a quota, or a rule of Kubernetes that is missing here. ${onlyPlan}`,
    message: ({ object, message }) => `the API server refuses ${quoted(object)}, which the plan did not foresee: ${message}`,
    help: () => 'mend what the API server names; unless it is a policy of your cluster, please report it, with this finding and the object',
  }),

  'plan-server-unasked': entry<{ object: string; why: 'namespace' | 'definition'; count: number }>({
    severity: 'warning',
    title: 'the API server could not be asked about some objects',
    explanation: `With \`--server\`, objects in a namespace that is not there yet, and of a kind that another object of the manifests defines, cannot be asked about: the apply makes first what they need. ${onlyPlan}`,
    message: ({ object, count }) =>
      `the API server was not asked about ${count} object${count === 1 ? '' : 's'} that need${count === 1 ? 's' : ''} ${quoted(object)}, which is not there yet`,
    help: ({ object }) => `apply ${quoted(object)} first, and run it again, if they have to be asked about`,
  }),
};
