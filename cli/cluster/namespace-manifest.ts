import type { RenderedObject } from '../../constructs';
import { type Platform, withBlueprint } from '../../model';
import { loadRenderer } from '../synthesize';

/** The Namespace as `00-namespace.k8s.yaml` has it. */
export function namespaceManifest(platform: Platform): RenderedObject | undefined {
  const app = loadRenderer().buildApp(withBlueprint(platform), { write: () => undefined });
  return app
    .render()
    .flatMap(({ objects }) => objects)
    .find(({ kind }) => kind === 'Namespace');
}
