import type { Construct } from 'constructs';
import type { ForeignObject } from '../../model/blueprint';
import { type Setting, waveAnnotation } from '../delivery/metadata';
import { Manifest, type ManifestProps } from '../manifest';

/** The props of a {@link ForeignManifest}. */
export interface ForeignManifestProps {
  readonly setting: Setting;
  readonly foreign: ForeignObject;
}

/** An object of the team's as its authors wrote it, with the namespace, the labels and the place in Argo CD's order that it does not say itself. */
export class ForeignManifest extends Manifest {
  constructor(scope: Construct, id: string, { setting, foreign: { object, namespaced, stage } }: ForeignManifestProps) {
    const { apiVersion, kind, metadata, ...rest } = object;
    const { name, labels, annotations, ...others } = metadata as ManifestProps['metadata'];
    const { namespace: _, ...kept } = others;
    const all = { ...setting.annotations, ...waveAnnotation(setting, stage), ...annotations };
    super(scope, id, {
      apiVersion,
      kind,
      metadata: {
        name,
        ...(namespaced && { namespace: setting.namespace }),
        labels: { 'app.kubernetes.io/part-of': setting.product, 'app.kubernetes.io/managed-by': 'cadastre', ...setting.labels, ...labels },
        ...(Object.keys(all).length > 0 && { annotations: all }),
        ...kept,
      },
      ...rest,
    });
  }
}
