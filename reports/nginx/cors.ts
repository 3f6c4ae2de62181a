import type { CorsPolicy } from '../../model';
import { block, type Directive, word } from './directive';

/** The headers of answers that the edge decides on in place of the service. */
const ownHeaders = ['Allow-Origin', 'Allow-Credentials', 'Expose-Headers'].map((name) => `Access-Control-${name}`);

/** Marks requests by which browsers ask what they may send. */
export const preflightMap = block('map "$request_method $http_origin $http_access_control_request_method" $is_preflight', [
  "default ''",
  '"~^OPTIONS [^ ]+ [^ ]+$" 1',
]);

/**
 * The maps that decide whether an origin may send requests.
 * @param variable the variable that gets the origin if it may, and else nothing
 */
export function corsMaps({ origins, credentials }: CorsPolicy, variable: string): Directive[] {
  if (origins.includes('*')) return [];
  const allowed = block(`map $http_origin $${variable}`, ["default ''", ...origins.map((origin) => `${originKey(origin)} $http_origin`)]);
  return credentials ? [allowed, block(`map $${variable} $${variable}_credentials`, ['default true', "'' ''"])] : [allowed];
}

function originKey(origin: string): string {
  if (!origin.includes('*')) return word(origin);
  const [before = '', after = ''] = origin.split('*').map((part) => part.replace(/[.[\]]/g, '\\$&'));
  return `"~^${before}[a-z0-9.-]+${after}$"`;
}

/** The directives of a location that answer preflight requests, and allow others. */
export function corsDirectives(
  { origins, methods, headers, exposeHeaders, credentials, maxAgeSeconds }: CorsPolicy,
  variable: string,
): Directive[] {
  const isOpen = origins.includes('*');
  const origin = [
    `add_header Access-Control-Allow-Origin ${isOpen ? '*' : `$${variable}`} always`,
    ...(isOpen ? [] : ['add_header Vary Origin always']),
    ...(credentials ? [`add_header Access-Control-Allow-Credentials $${variable}_credentials always`] : []),
  ];
  const expose = exposeHeaders.length === 0 ? [] : [`add_header Access-Control-Expose-Headers ${word(exposeHeaders.join(', '))} always`];
  return [
    block('if ($is_preflight)', [
      ...origin,
      `add_header Access-Control-Allow-Methods ${word(methods.join(', '))}`,
      ...(headers.length === 0 ? [] : [`add_header Access-Control-Allow-Headers ${word(headers.join(', '))}`]),
      `add_header Access-Control-Max-Age ${maxAgeSeconds}`,
      'return 204',
    ]),
    ...ownHeaders.map((name) => `proxy_hide_header ${name}`),
    ...origin,
    ...expose,
  ];
}
