import type { Place } from '../../diagnostics';
import { longestPreviewNumber } from '../../formats';
import type { EnvironmentOverlay } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Preview } from '../platform';
import { namespaceOf } from './namespace';

/** The number of a preview, as a run names it. */
export interface PreviewNumber {
  readonly number: string;
  /** Whether the run names it, or it stands for any. */
  readonly isNamed: boolean;
}

/** Stands for the number of any preview: no other one has longer names. */
export const anyPreview: PreviewNumber = { number: longestPreviewNumber, isNamed: false };

/** Resolves what one of many previews has of its own. */
export function resolvePreview(
  { preview }: Pick<EnvironmentOverlay, 'preview'>,
  { number, isNamed }: PreviewNumber,
  overlay: Place,
): Preview | undefined {
  if (preview === undefined) return undefined;
  const { pullRequests } = preview;
  return {
    number,
    isNamed,
    pullRequests: pullRequests && {
      ...pullRequests,
      api: pullRequests.api,
      token: pullRequests.token,
      deleteClosed: pullRequests.deleteClosed ?? true,
    },
    place: placeUnder(overlay, 'preview'),
  };
}

/**
 * Gives the namespace and the hosts of a preview its number.
 * @returns the overlay as it is if it is that of no preview
 */
export function numberedOverlay(overlay: EnvironmentOverlay, product: string, { number }: PreviewNumber): EnvironmentOverlay {
  if (overlay.preview === undefined) return overlay;
  const { name = product, create } = namespaceOf(overlay);
  const { ingress, routing, tools } = overlay;
  return {
    ...overlay,
    namespace: { name: `${name}-${number}`, ...(create !== undefined && { create }) },
    ...(ingress !== undefined && { ingress: { ...ingress, host: numberedHost(ingress.host, number) } }),
    ...(routing !== undefined && {
      routing: {
        ...routing,
        hosts: routing.hosts.map((host) =>
          typeof host === 'string' ? numberedHost(host, number) : { ...host, host: numberedHost(host.host, number) },
        ),
      },
    }),
    ...(tools !== undefined && {
      tools: tools.map((tool) =>
        typeof tool === 'string' || tool.host === undefined ? tool : { ...tool, host: numberedHost(tool.host, number) },
      ),
    }),
  };
}

/** A host with the number at the end of its first label: one record and one certificate for all that is under its domain serve every preview. */
function numberedHost(host: string, number: string): string {
  return host.replace(/^[^.]*/, (label) => `${label}-${number}`);
}
