import type { k8s } from 'cdk8s-plus-28';
import type { PodSelector } from '../../model/blueprint';
import type { Plain } from '../manifest';

/** A selector of pods in the form of the API; empty for all pods. */
export function podSelectorOf({ labels, oneOf }: PodSelector): Plain<k8s.LabelSelector> {
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: { ...labels } }),
    ...(oneOf !== undefined && { matchExpressions: [{ key: oneOf.label, operator: 'In', values: [...oneOf.values] }] }),
  };
}
