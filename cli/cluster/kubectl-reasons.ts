/** A reason that kubectl's messages may give, and the safe part of it in our words. */
type Reason = readonly [pattern: RegExp, tell: (match: RegExpMatchArray) => string];

const part = (match: RegExpMatchArray, group: number): string => match[group] ?? '';

const cannotBeReached = 'the cluster cannot be reached: ';

function unreachable(server: string, why: string): string {
  return `${cannotBeReached}${server}: ${why}`;
}

/** Only names are taken over: messages of servers and webhooks may repeat the object that was sent. */
const reasons: readonly Reason[] = [
  [
    /User "([^"\n]+)" cannot (\w+) resource "(\w+)"/g,
    (match) => `the cluster does not let \`${part(match, 1)}\` ${part(match, 2)} ${part(match, 3)}`,
  ],
  [
    /context was not found for specified context: (\S+)|context "([^"\n]+)" does not exist/g,
    (match) => `the kubeconfig has no context \`${match[1] ?? part(match, 2)}\``,
  ],
  [/error loading config file "([^"\n]+)"/g, (match) => `the kubeconfig ${part(match, 1)} cannot be read`],
  [/Please enter Username: error: EOF$/gm, () => 'the kubeconfig has no credentials for the cluster'],
  [/You must be logged in to the server|\bUnauthorized\b/g, () => 'the cluster does not accept the credentials of the kubeconfig'],
  [/The connection to the server (\S+) was refused/g, (match) => unreachable(part(match, 1), 'connection refused')],
  [
    /dial tcp:? (?:lookup )?([\w.:[\]-]+?)(?:: | on )[^\n]*?(connection refused|no such host|i\/o timeout|no route to host|network is unreachable)/g,
    (match) => unreachable(part(match, 1), part(match, 2)),
  ],
  [/\bx509: |\btls: /g, () => `${cannotBeReached}its certificate is not accepted`],
  [/context deadline exceeded|Client\.Timeout|TLS handshake timeout/g, () => `${cannotBeReached}it does not answer in time`],
  [/namespaces "([^"\n]+)" not found/g, (match) => `there is no namespace \`${part(match, 1)}\``],
  [/admission webhook "([^"\n]+)" denied/g, (match) => `the admission webhook \`${part(match, 1)}\` of the cluster refuses it`],
  [/exceeded quota: ([\w.-]+)/g, (match) => `the quota \`${part(match, 1)}\` of the namespace is used up`],
  [
    /Operation cannot be fulfilled|Apply failed with \d+ conflict/g,
    () => 'what was to be written has changed meanwhile, and was left as it is: run it again',
  ],
  [/is being terminated/g, () => 'the namespace is being deleted'],
];

/**
 * Why kubectl failed, without the values that its messages may repeat.
 * @param stderr what it wrote
 * @returns one sentence for each reason; of one that is not known it only says that there is one
 */
export function kubectlReasons(stderr: string): string[] {
  // One cause comes up in many lines, and a server that does not answer under two names.
  const found = new Set(reasons.flatMap(([pattern, tell]) => [...stderr.matchAll(pattern)].map(tell)));
  const [noAnswer] = [...found].filter((reason) => reason.startsWith(cannotBeReached));
  const others = [...found].filter((reason) => !reason.startsWith(cannotBeReached));
  const all = noAnswer === undefined ? others : [noAnswer, ...others];
  return all.length > 0 ? all : ['kubectl failed; what it says is left out here, since it may repeat values'];
}
