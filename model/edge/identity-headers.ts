import type { EdgeAuth } from '../platform';

/** The headers by which a service knows who has logged in, as declared; none where the edge asks for no login. */
export function identityHeaders(auth: EdgeAuth): readonly string[] {
  switch (auth.kind) {
    case 'services':
      return [];
    case 'forward':
      return auth.headers;
    case 'jwt':
      return auth.headers.map(({ header }) => header);
  }
}
