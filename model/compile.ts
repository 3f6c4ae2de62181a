import { type Diagnostic, hasErrors, withoutDerived } from '../diagnostics';
import { checkAcross } from './across/check-across';
import { productCycles } from './across/product-cycles';
import { undeclaredNeighbours } from './across/undeclared-neighbours';
import { unlistedServices } from './across/unlisted-services';
import { type FindingGroup, type Findings, type Settled, settleFindings } from './allow/settle';
import { checkPlatform } from './check';
import { type CompiledPlatform, withBlueprint } from './compiled';
import { imageLockFile } from './input-files';
import { type ExtendedPlatform, extendPlatform } from './extend-platform';
import { sweepInput } from './credential-sweep';
import type { Platform } from './platform';
import { type ExtensionInput, isLoaded, type ProductInput } from './read/input';
import { numberFindings, type PreviewParameters, withNumbers } from './preview-numbers';
import { namedProducts } from './read/named-products';
import { allLosses, type Losses } from './read/losses';
import { readProduct, type ReadProduct } from './read/product';
import { resolvePlatform, type ResolveInput } from './resolve';
import { neighbourProducts, servicesByNamespace } from './resolve/neighbours';
import { indexCallers } from './resolve/network-callers';
import { sureFindings } from './sure-findings';

/** The platforms of a registry, and the findings about them. */
export interface Compiled extends Settled {
  /** Every platform whose whole input has its shape, in the order of the input. No other error among the findings takes a platform away. */
  readonly platforms: readonly CompiledPlatform[];
  /** The findings before any is accepted. {@link settle} adds to it. */
  readonly findings: Findings;
}

/** Facts that `compile` cannot know from files. */
export interface CompileOptions {
  /**
   * The day, such as `2026-11-29`: findings are accepted until one.
   * @default acceptance does not end
   */
  readonly today?: string;
  /**
   * The image tag of environments with `development: true` and of previews, in place of their `images.tag`. Others are not changed by it.
   * @default that of each overlay
   */
  readonly developmentTag?: string | undefined;
  /**
   * The parameters of previews, such as `{ number: '17' }`. With it each environment has to be a preview, and gets this number.
   * @default previews are checked for any number; they have no tree
   */
  readonly parameters?: PreviewParameters | undefined;
}

/**
 * Turns the input of products into platforms, and checks everything: the shape of each file, each platform by itself, and all platforms together.
 * Pure, and never throws on input of its type.
 * @param products all that share clusters, servers and stores, each with the environments that are wanted
 */
export function compile(products: readonly ProductInput[], { today, developmentTag, parameters }: CompileOptions = {}): Compiled {
  expectProducts(products);
  const all = products.map(readProduct).map((product) => withNumbers(product, parameters));
  const read = all.filter(({ referenceOnly }) => !referenceOnly);
  const neighbours = neighbourProducts(all);
  const callersOf = indexCallers(neighbours);
  const lostOfNeighbours = new Set(
    all.flatMap(({ manifest, losses }) => [...(losses?.services ?? [])].map((key) => `${manifest?.value.name}/${key}`)),
  );
  const lostAnywhere = allLosses(read.flatMap(({ losses, environments }) => [losses, ...environments.map((files) => files.losses)]));
  const checked = read.flatMap(({ manifest, registry, files: contentFiles, environments, extension }) =>
    manifest && registry
      ? environments.map((files) =>
          checkEnvironment(
            { manifest, registry, contentFiles, ...tagged(files, developmentTag), products: neighbours, callersOf },
            { extension, losses: files.losses, lostOfNeighbours, today },
          ),
        )
      : [],
  );
  const compiledAll = checked.map(({ compiled }) => compiled);
  const platforms = checked.flatMap(({ compiled, losses }) => (losses === undefined ? [compiled] : []));
  const comparable = checked.flatMap(({ compiled, losses }) => (losses?.more === true ? [] : [compiled]));
  const manifests = read.flatMap(({ manifest, losses }) => (manifest === undefined || losses?.more === true ? [] : [manifest]));
  const groups: FindingGroup[] = [
    { of: undefined, diagnostics: read.flatMap(({ diagnostics }) => diagnostics) },
    { of: undefined, diagnostics: unreadable(all, read) },
    { of: undefined, diagnostics: read.flatMap((product) => numberFindings(product, parameters)) },
    ...checked.map(({ compiled, diagnostics }) => ({ of: compiled.platform, diagnostics })),
    {
      of: undefined,
      diagnostics: sureFindings(
        [
          ...checkAcross(manifests, comparable),
          ...unlistedServices(all),
          ...productCycles(all),
          ...undeclaredNeighbours(comparable, (environment) => servicesByNamespace(neighbours, environment)),
        ],
        lostAnywhere && { ...lostAnywhere, more: false },
      ),
    },
  ];
  const { swept, credentials } = sweepInput(
    products,
    groups.flatMap(({ diagnostics }) => diagnostics),
  );
  groups.push(...sweptGroups(swept, compiledAll));
  const findings: Findings = {
    groups: groups.map(({ of, diagnostics }) => ({ of, diagnostics: withoutDerived(diagnostics, credentials) })),
    allowances: compiledAll.flatMap(({ platform }) => platform.allowances),
    changes: compiledAll.flatMap(({ platform }) => platform.changes),
    today,
    partial: new Set(read.flatMap(partialManifest)),
    alone: read.length === 1,
  };
  return { platforms, findings, ...settleFindings(findings, platforms.some(hasPatches)) };
}

/**
 * Adds findings about what was built, with `checkObjects`, and accepts again what is accepted.
 * @param built what was found about each platform with patches
 */
export function settle({ findings }: Pick<Compiled, 'findings'>, built: readonly FindingGroup[]): Settled {
  return settleFindings({ ...findings, groups: [...findings.groups, ...built] }, false);
}

/** Findings of the sweep about each platform whose files they are in: what one environment accepts, another does not. */
function sweptGroups(swept: readonly Diagnostic[], platforms: readonly CompiledPlatform[]): FindingGroup[] {
  const filesOf = ({ platform: { sources } }: CompiledPlatform): string[] => [
    sources.registry.file,
    sources.manifest.file,
    sources.overlay.file,
    imageLockFile(sources.overlay.file),
  ];
  const shared = new Set(platforms.flatMap(filesOf));
  return [
    { of: undefined, diagnostics: swept.filter(({ at }) => !shared.has(at.file)) },
    ...platforms.map((compiled) => {
      const files = new Set(filesOf(compiled));
      return { of: compiled.platform, diagnostics: swept.filter(({ at }) => files.has(at.file)) };
    }),
  ];
}

function hasPatches({ blueprint }: CompiledPlatform): boolean {
  return blueprint.patches.length > 0;
}

/** The file of a product manifest if only some of its environments were read. */
function partialManifest({ manifest, environments }: ReadProduct): string[] {
  return manifest === undefined || environments.length === new Set(manifest.value.environments).size ? [] : [manifest.file];
}

/** A program in JavaScript may call it with anything. */
function expectProducts(products: readonly ProductInput[]): void {
  if (!Array.isArray(products)) throw new TypeError('`compile()` takes a list of products: `compile([product])`');
  for (const product of products as readonly unknown[]) {
    const { registry, manifest, environments } = Object(product) as Partial<ProductInput>;
    if (!Array.isArray(environments))
      throw new TypeError('`compile()`: a product is `{ registry, manifest, environments }`, with a list of environments');
    for (const [name, file] of Object.entries({ registry, manifest }))
      if (!isLoaded(file)) throw new TypeError(`\`compile()\`: \`${name}\` of a product is \`{ file, value }\`, with the path as a text`);
    const overlays = environments.map((environment) => (Object(environment) as Partial<ProductInput['environments'][number]>).overlay);
    if (!overlays.every(isLoaded))
      throw new TypeError('`compile()`: an environment is `{ environment, overlay }`, and its overlay `{ file, value }`');
  }
}

/** The findings that keep a product from being read which is there only because others depend on its services. */
function unreadable(all: readonly ReadProduct[], read: readonly ReadProduct[]): Diagnostic[] {
  if (!all.some(({ referenceOnly }) => referenceOnly)) return [];
  const wanted = new Set(
    read.flatMap(({ registry, manifest, environments }) =>
      namedProducts(registry?.value, manifest?.value.defaults, ...environments.map(({ overlay }) => overlay.value)),
    ),
  );
  const known = new Set(all.map(({ manifest }) => manifest?.value.name));
  const lacking = [...wanted].some((name) => !known.has(name));
  return all
    .filter(({ referenceOnly, manifest }) => referenceOnly && (manifest === undefined ? lacking : wanted.has(manifest.value.name)))
    .flatMap(({ diagnostics }) => diagnostics.filter(({ severity }) => severity === 'error'));
}

/** The files of an environment, with the tag of this run in place of the overlay's if it is for development or a preview. */
function tagged<E extends Pick<ResolveInput, 'overlay'>>(files: E, tag: string | undefined): E {
  const { overlay } = files;
  if (tag === undefined || (overlay.value.development !== true && overlay.value.preview === undefined)) return files;
  return { ...files, overlay: { ...overlay, value: { ...overlay.value, images: { ...overlay.value.images, tag } } } };
}

interface CheckedPlatform extends ExtendedPlatform {
  readonly losses: Losses | undefined;
}

/** Resolves and checks one platform. The code of an extension is run if nothing is lost, and there are no errors that it could stumble over. */
function checkEnvironment(
  input: ResolveInput,
  {
    extension,
    losses,
    lostOfNeighbours,
    today,
  }: {
    readonly extension: ExtensionInput | undefined;
    readonly losses: Losses | undefined;
    /** The services of all products of which a part is lost, each with its product. */
    readonly lostOfNeighbours: ReadonlySet<string>;
    readonly today: string | undefined;
  },
): CheckedPlatform {
  const { platform, diagnostics } = resolvePlatform(input);
  const compiled = withBlueprint(platform);
  const found = sureFindings([...diagnostics, ...checkPlatform(platform, compiled.blueprint)], losses, lostOfNeighbours);
  const before = found.filter(({ code }) => !madeByExtension.has(code));
  if (extension === undefined || losses !== undefined || !isSound(platform, before, today)) return { compiled, diagnostics: found, losses };
  const extended = extendPlatform(compiled, extension);
  const again =
    extended.compiled === compiled ? found : [...diagnostics, ...checkPlatform(extended.compiled.platform, extended.compiled.blueprint)];
  return { compiled: extended.compiled, diagnostics: [...again, ...extended.diagnostics], losses };
}

/** What may be an error only as long as the extension has not made its objects. */
const madeByExtension: ReadonlySet<string> = new Set(['network-connection-unknown']);

/** Whether all errors of a platform are accepted. */
function isSound(platform: Platform, diagnostics: readonly Diagnostic[], today: string | undefined): boolean {
  const { allowances, changes } = platform;
  const groups = [{ of: platform, diagnostics }];
  return !hasErrors(settleFindings({ groups, allowances, changes, today, partial: new Set(), alone: true }, true).diagnostics);
}
