import { toLabelValue } from '../../formats';
import type { Blueprint } from '../../model/blueprint';
import { createSubject, type ObjectMetadata } from '../delivery/metadata';

/** The facts that the metadata of the objects of Argo CD depend on. */
export interface ArgoSetting extends Pick<Blueprint, 'product' | 'environment' | 'labels' | 'annotations'> {
  /** The namespace of Argo CD. */
  readonly namespace: string;
}

/** The parts of an object's metadata that do not follow from its platform. */
interface ArgoMetadataProps {
  readonly name: string;
  /**
   * What it is about, as a label says it.
   * @default the product
   */
  readonly of?: string;
  /** @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /** @default none */
  readonly finalizers?: readonly string[];
}

/** The metadata of one object of Argo CD. */
export function argoMetadata(
  setting: ArgoSetting,
  { name, of = setting.product, annotations, finalizers = [] }: ArgoMetadataProps,
): ObjectMetadata {
  const { labels } = createSubject(setting, {
    name: of,
    instance: toLabelValue(`${setting.product}-${setting.environment}`) ?? setting.product,
    component: 'argocd',
  });
  const all = { ...annotations, ...setting.annotations };
  return {
    name,
    namespace: setting.namespace,
    labels,
    ...(Object.keys(all).length > 0 && { annotations: all }),
    ...(finalizers.length > 0 && { finalizers }),
  };
}

/**
 * The metadata of what a set makes, but for its name: a template of Go, in which `{{` of a product's own annotations stands for itself.
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/
 */
export function templateMetadata(
  setting: ArgoSetting,
  name: string,
  annotations: Readonly<Record<string, string>>,
): Pick<Required<ObjectMetadata>, 'labels' | 'annotations'> {
  const own = Object.entries(setting.annotations).map(([key, text]) => [key, text.replaceAll('{{', '{{`{{`}}')] as const);
  return { labels: { ...argoMetadata(setting, { name }).labels }, annotations: { ...annotations, ...Object.fromEntries<string>(own) } };
}
