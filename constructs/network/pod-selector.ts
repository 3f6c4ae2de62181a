import type { k8s } from 'cdk8s-plus-28';
import type { PodSelector } from '../../model/blueprint';
import type { Plain } from '../manifest';

/** A selector of pods in the form of the API; empty for all pods. */
export function podSelectorOf({ labels, oneOf, noneOf }: PodSelector): Plain<k8s.LabelSelector> {
  const expressions = [
    ...(oneOf === undefined ? [] : [{ key: oneOf.label, operator: 'In', values: [...oneOf.values] }]),
    ...(noneOf === undefined ? [] : [{ key: noneOf.label, operator: 'NotIn', values: [...noneOf.values] }]),
  ];
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: { ...labels } }),
    ...(expressions.length > 0 && { matchExpressions: expressions }),
  };
}
