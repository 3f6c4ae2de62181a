import { previewNumberExpression } from '../../formats';
import { placeOf, placeUnder } from '../origin';
import type { ArgoSettings } from '../platform';
import { type AreaRules, rule } from './rule';

/** The settings of Argo CD that have no effect beside others, each with the reason. */
const unused: readonly { readonly setting: string; readonly isUnused: (argo: ArgoSettings) => boolean; readonly because: string }[] = [
  { setting: 'set', isUnused: ({ set, applications }) => set && applications === 'product', because: 'there is one Application' },
  {
    setting: 'waves',
    isUnused: ({ waves, set, applications }) => waves === 'dependencies' && set && applications === 'service',
    because: 'an ApplicationSet makes all Applications at once, and none waits for another',
  },
  {
    setting: 'applicationsPath',
    isUnused: ({ applicationsPath, set, applications }) => applicationsPath !== undefined && (set || applications === 'product'),
    because: 'no Application reads that folder',
  },
  {
    setting: 'showPods',
    isUnused: ({ showPods, project }) => showPods && project !== undefined,
    because: 'the project is not written here',
  },
];

/** Reports settings of Argo CD that say what another one decides. */
const argocdSettingUnused = rule('argocd-setting-unused', ({ platform: { argo } }, report) => {
  if (argo === undefined) return;
  for (const { setting, isUnused, because } of unused) if (isUnused(argo)) report({ setting, because }, placeUnder(argo.place, setting));
});

/** Reports the number of a pull request where none fills it in: a set of Applications fails at it, and an Application looks for a branch of that name. */
const argocdValueInvalid = rule('argocd-value-invalid', ({ platform: { argo, preview } }, report) => {
  if (argo === undefined || preview !== undefined) return;
  for (const [setting, what] of [
    ['path', 'a folder of the repository'],
    ['targetRevision', 'a branch, a tag or a commit'],
  ] as const)
    if (argo[setting].includes(previewNumberExpression))
      report(
        {
          setting,
          value: argo[setting],
          expected: `${what} of this environment: \`${previewNumberExpression}\` is filled in for previews alone`,
        },
        placeUnder(argo.place, setting),
      );
});

/** Reports Applications of services that a plugin would give the whole product each. */
const argocdPluginWhole = rule('argocd-plugin-whole', ({ platform: { argo } }, report) => {
  if (argo?.plugin !== undefined && argo.applications === 'service') report({}, placeUnder(argo.place, 'plugin'));
});

/** Reports encrypted Secrets that no plugin decrypts. */
const argocdSopsPlugin = rule('argocd-sops-plugin', ({ platform: { argo, secretProvider } }, report) => {
  if (argo !== undefined && argo.plugin === undefined && secretProvider.provider === 'sops') report({}, argo.place);
});

/** Reports the project that allows everything. */
const argocdProjectDefault = rule('argocd-project-default', ({ platform: { argo } }, report) => {
  if (argo?.project === 'default') report({}, placeUnder(argo.place, 'project'));
});

/** Reports a product that could change the configuration of Argo CD. */
const argocdNamespaceOwn = rule('argocd-namespace-own', ({ platform }, report) => {
  const { argo, namespace, product } = platform;
  if (argo?.namespace === namespace) report({ namespace }, placeOf(platform, namespace === product ? 'product' : 'namespace'));
});

/** Reports a product whose folder would be that of the objects of Argo CD. */
const productNameReserved = rule('product-name-reserved', ({ platform }, report) => {
  const { product } = platform;
  // Where case does not count, they are one folder.
  if (product.toLowerCase() === 'argocd') report({ product }, placeOf(platform, 'product'));
});

/** The rules about how manifests reach the cluster. */
export const deliveryRules: AreaRules<'delivery'> = [
  argocdSettingUnused,
  argocdValueInvalid,
  argocdPluginWhole,
  argocdSopsPlugin,
  argocdProjectDefault,
  argocdNamespaceOwn,
  productNameReserved,
];
