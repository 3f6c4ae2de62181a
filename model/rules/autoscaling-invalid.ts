import { parseQuantity } from '../../formats';
import type { DeclaredAutoscaling } from '../platform';
import { rule } from './rule';

/** The largest number that the Kubernetes API takes here. */
const most = 2 ** 31 - 1;

/** Reports autoscaling between numbers that are none, and autoscaling by a part of no CPU at all. */
export const autoscalingInvalid = rule('autoscaling-invalid', ({ platform }, report) => {
  for (const { key, autoscaling, declaredAutoscaling, origins, resources } of platform.services) {
    if (declaredAutoscaling === undefined) continue;
    for (const { field, reason } of wrongFields(declaredAutoscaling)) {
      const related =
        reason === 'range' ? [{ label: '`minReplicas` is set at', place: declaredAutoscaling.origins.minReplicas.place }] : [];
      const { [field]: value, minReplicas } = declaredAutoscaling;
      report({ service: key, field, value, minReplicas, reason }, declaredAutoscaling.origins[field].place, { related });
    }
    const { cpu } = resources.requests;
    if (autoscaling === undefined || (cpu !== undefined && parseQuantity(cpu) !== 0)) continue;
    const related = [{ label: 'autoscaling is declared at', place: declaredAutoscaling.place }];
    report({ service: key, field: 'requests.cpu', value: 0, minReplicas: 0, reason: 'request' }, origins['resources.requests.cpu'].place, {
      related,
    });
  }
});

interface WrongField {
  readonly field: 'minReplicas' | 'maxReplicas' | 'cpuUtilization';
  readonly reason: 'number' | 'range' | 'percent';
}

function wrongFields({ cpuUtilization, maxReplicas, minReplicas }: DeclaredAutoscaling): WrongField[] {
  const wrong: WrongField[] = [];
  if (!isNumberOfPods(minReplicas)) wrong.push({ field: 'minReplicas', reason: 'number' });
  if (!isNumberOfPods(maxReplicas)) wrong.push({ field: 'maxReplicas', reason: 'number' });
  else if (isNumberOfPods(minReplicas) && maxReplicas < minReplicas) wrong.push({ field: 'maxReplicas', reason: 'range' });
  if (!Number.isInteger(cpuUtilization) || cpuUtilization < 1 || cpuUtilization > 100)
    wrong.push({ field: 'cpuUtilization', reason: 'percent' });
  return wrong;
}

function isNumberOfPods(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= most;
}
