import fc from 'fast-check';
import { renderTrees } from '../../cli/synthesize';
import { createLocator, type Diagnostic, formatGithub, formatJson, formatText, hasErrors } from '../../diagnostics';
import { compile } from '../../model';
import { type FormedCredential, formedCredentials } from '../fixtures/credentials/forms';
import { goldenPlatforms } from '../fixtures/golden/platforms';
import { type PlatformInput, productInputsOf } from '../support/platform';
import type { Counts } from './counts';
import { type Spot, textSpotsIn, withTextAt } from '../support/text-spots';

/** A golden platform, what of it the input files hold, and every text and key in that. */
interface Base {
  readonly input: PlatformInput;
  readonly texts: object;
  readonly spots: readonly Spot[];
}

const bases: readonly Base[] = Object.values(goldenPlatforms).map((input: PlatformInput) => {
  const { services, manifest, overlay, imageLock, manifests, environmentManifests } = input;
  const texts = Object.fromEntries(
    Object.entries({ services, manifest, overlay, imageLock, manifests, environmentManifests }).filter(([, value]) => value !== undefined),
  );
  // The first segment is the file; below manifests the second is its name, which is no text of its own.
  const spots = textSpotsIn(texts).filter(({ path }) => path.length > (String(path[0]).endsWith('anifests') ? 3 : 1));
  return { input, texts, spots };
});

/** The text around a credential. */
const around = fc.constantFrom<readonly [string, string]>(
  ['', ''],
  ['', ''],
  ['', ''],
  ['see ', ''],
  ['', ' for now'],
  ['a\n', '\nb'],
  ['(', ')'],
  ['"', '"'],
);

/** A place is drawn by how many there are, so that each is as likely as any other. */
const places: readonly number[] = bases.map(({ spots }) => spots.length);
const total = places.reduce((sum, count) => sum + count, 0);
const place = fc.nat({ max: total - 1 }).map((at): readonly [Base, Spot] => {
  let left = at;
  for (const base of bases) {
    if (left < base.spots.length) return [base, base.spots[left]!];
    left -= base.spots.length;
  }
  throw new Error('no such place');
});

/**
 * Puts a credential of a known form at a text or a key of the input: it is an error, or, where everybody may know the value, in no manifest; and no format prints
 * any part of it, nor does a finding hold one.
 */
export function credentials(counts: Counts): fc.IProperty<unknown[]> {
  return fc.property(
    place,
    fc.constantFrom(...formedCredentials),
    around,
    ([{ input, texts, spots }, spot], credential, [before, after]) => {
      counts.cases++;
      if (spots.length === 0) return;
      const changed = withTextAt(texts, spot, `${before}${credential.text}${after}`) as Partial<PlatformInput>;
      const { diagnostics, accepted, platforms } = compile(productInputsOf({ ...input, ...changed }));
      for (const { code } of diagnostics) counts.codes.add(code);
      const where = `${spot.path.join('.')}${spot.key ? '#' : ''}`;
      expectHidden(printed([...diagnostics, ...accepted]), credential, where);
      if (hasErrors(diagnostics)) {
        counts.refused++;
        return;
      }
      counts.synthesized++;
      for (const { files, found } of renderTrees(platforms, 'dist')) {
        expectHidden(printed(found.diagnostics), credential, where);
        for (const { path, text } of files) {
          counts.objects++;
          // Secrets of development are not committed.
          if (!path.includes('.secret.')) expectHidden(text, credential, `${path}, from ${where}`);
        }
      }
    },
  );
}

/** Everything that is ever printed of findings, and what a program has of them. */
function printed(found: readonly Diagnostic[]): string {
  if (found.length === 0) return '';
  const locate = createLocator(() => undefined);
  return [
    formatText(found, { locate, color: false, distState: 'unchanged' }),
    formatJson(found, { locate }),
    formatGithub(found, { locate }),
    JSON.stringify(found),
  ].join('\n');
}

/** As much of a secret as nobody may see, also in another case, as a suggestion may show it. */
const tellingLength = 10;

/** @throws Error if a part of the credential that tells of it is in the text */
export function expectHidden(text: string, { secret, form }: FormedCredential, where: string): void {
  const shown = text.toLowerCase();
  const small = secret.toLowerCase();
  for (let at = 0; at + tellingLength <= small.length; at += tellingLength / 2) {
    const index = shown.indexOf(small.slice(at, at + tellingLength));
    if (index >= 0) throw new Error(`a ${form} at ${where} is shown: ${JSON.stringify(text.slice(Math.max(0, index - 300), index + 100))}`);
  }
}
