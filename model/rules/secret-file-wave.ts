import { placeUnder } from '../origin';
import { secretFilesOf } from './facts/secret-files';
import { rule } from './rule';

/** After the Namespace, and before whatever else waits for the Secret. */
const [earliest, latest] = [-100, -40] as const;

/** Reports encrypted Secrets that Argo CD would apply after what waits for them. They are passed on byte by byte, so nobody else can say their wave. */
export const secretFileWave = rule('secret-file-wave', ({ platform }, report) => {
  const files = secretFilesOf(platform);
  if (files?.provider !== 'sops' || platform.delivery !== 'argocd') return;
  for (const { name, wave, place } of files.sound) {
    const number = /^-?\d{1,9}$/.test(wave ?? '') ? Number(wave) : undefined;
    if (number === undefined || number < earliest || number > latest) report({ name, wave: number, latest }, placeUnder(place, 'metadata'));
  }
});
