import type { ArgumentsOf } from '../../diagnostics';
import { placeOf } from '../origin';
import type { RuleContext } from './context';
import { kubernetesFeatures } from './facts/kubernetes-features';
import { type AreaRules, rule } from './rule';

/** Reports what an API server of the environment's version refuses. */
const kubernetesTooOld = rule('kubernetes-too-old', (context, report) => {
  for (const newer of newerThanTarget(context, false)) report(newer, placeOf(context.platform, 'kubernetes'));
});

/** Reports what an API server of the environment's version leaves out. */
const kubernetesFieldIgnored = rule('kubernetes-field-ignored', (context, report) => {
  for (const newer of newerThanTarget(context, true)) report(newer, placeOf(context.platform, 'kubernetes'));
});

/** The parts of the manifests that the environment's version of Kubernetes lacks. */
function newerThanTarget({ platform, blueprint }: RuleContext, ignored: boolean): ArgumentsOf<'kubernetes-too-old'>[] {
  const target = platform.kubernetes;
  const minor = Number(target?.split('.')[1]);
  if (target === undefined || Number.isNaN(minor)) return [];
  return kubernetesFeatures.flatMap(({ feature, since, ignored: harmless, usedBy }) => {
    const workloads = since <= minor || harmless !== ignored ? [] : blueprint.workloads.filter(usedBy).map(({ name }) => name);
    return workloads.length === 0 ? [] : [{ feature, since: `1.${since}`, target, workloads }];
  });
}

/** The rules about the version of Kubernetes. */
export const kubernetesRules: AreaRules<'kubernetes'> = [kubernetesTooOld, kubernetesFieldIgnored];
