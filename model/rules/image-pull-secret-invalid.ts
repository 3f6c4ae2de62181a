import { isDnsSubdomain } from '../../formats';
import { placeUnder } from '../origin';
import { rule } from './rule';

/** Reports Secrets for image registries whose names Kubernetes would refuse, or that are listed twice. */
export const imagePullSecretInvalid = rule('image-pull-secret-invalid', ({ platform }, report) => {
  const seen = new Set<string>();
  for (const [index, name] of platform.imagePullSecrets.entries()) {
    const place = placeUnder(platform.sources.overlay, 'images', 'pullSecrets', index);
    if (seen.has(name)) report({ name, repeated: true }, place);
    else if (!isDnsSubdomain(name)) report({ name, repeated: false }, place);
    seen.add(name);
  }
});
