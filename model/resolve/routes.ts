import type { Place } from '../../diagnostics';
import type { ParsedService } from '../../registry/schema';
import { placeUnder } from '../origin';
import type { Route } from '../platform';
import { compareText } from './order';

/**
 * Reads the routes of one entry.
 * @param place the place of the entry
 * @returns in the declared order
 */
export function serviceRoutes(key: string, hostname: string, entry: ParsedService, place: Place): Route[] {
  return (entry.routes ?? []).map((path, index) => ({
    path,
    pathType: 'Prefix',
    service: key,
    serviceName: hostname,
    place: placeUnder(place, 'routes', index),
  }));
}

/**
 * Puts routes in match order: the longest path first, as an Ingress matches them, whatever the controller does.
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/#multiple-matches
 */
export function inMatchOrder(routes: readonly Route[]): Route[] {
  return [...routes].sort((a, b) => b.path.length - a.path.length || compareText(a.path, b.path) || compareText(a.service, b.service));
}
