import { shellWord } from '../../reports';
import type { ComparedObject } from './compare-object';
import { keysIn } from './tell-object';

/**
 * The way in which a person creates an object that no program can invent, or adds what it lacks, without a value on the command line or in the shell's history.
 * @param context the kubeconfig's context, where one was named
 * @returns lines to show, the command among them
 */
export function byHand(compared: ComparedObject, namespace: string, context: string | undefined): string[] {
  const { expected, found, wrongType } = compared;
  const { kind, name } = expected;
  const kubectl = `kubectl${context === undefined ? '' : ` --context=${shellWord(context)}`} --namespace=${namespace}`;
  if (wrongType) return [`its type cannot change: delete it (${kubectl} delete secret ${name}), and create it anew`];
  const missing = keysIn(compared, 'missing');
  if (missing.length === 0) return [`mend it: ${kubectl} edit ${kind} ${name}`];
  const create = `${kubectl} create ${kind === 'configmap' ? 'configmap' : `secret ${subcommandOf(expected.types)}`} ${name}`;
  // Server-side, so that the keys that are there stay, and that no annotation gets the values.
  const tail =
    found === undefined ? '' : ` --dry-run=client --output=yaml | ${kubectl} apply --server-side --field-manager=by-hand --filename=-`;
  if (kind === 'configmap') return [`${create} ${missing.map((key) => `--from-file=${key}=FILE`).join(' ')}${tail}`];
  if (expected.types.includes('kubernetes.io/tls')) return [`${create} --cert=FILE --key=FILE`];
  if (expected.types.includes('kubernetes.io/dockerconfigjson')) return [`${create} --from-file=.dockerconfigjson=FILE`];
  return [
    `${create} --from-env-file=/dev/stdin${tail}`,
    `and type ${missing.map((key) => `${key}=…`).join(', ')}, a line each, then Ctrl-D`,
  ];
}

/** The subcommand of `kubectl create secret` that makes this type. */
function subcommandOf(types: readonly string[]): string {
  if (types.includes('kubernetes.io/tls')) return 'tls';
  if (types.includes('kubernetes.io/dockerconfigjson')) return 'docker-registry';
  return ['generic', ...types.map((type) => `--type=${type}`)].join(' ');
}
