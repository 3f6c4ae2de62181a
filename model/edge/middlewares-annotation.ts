/**
 * The annotation of an Ingress that lists the Middlewares of Traefik which its requests pass.
 * @see https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/ingress/#on-ingress
 */
export const middlewaresAnnotation = 'traefik.ingress.kubernetes.io/router.middlewares';

/** The annotation that names the entry points of Traefik at which an Ingress answers. */
export const entryPointsAnnotation = 'traefik.ingress.kubernetes.io/router.entrypoints';
