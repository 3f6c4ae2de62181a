import { entry } from './entry';
import { quoted } from './wording';

/** The kinds of objects by which Argo CD carries a product. */
export type ArgoKind = 'Application' | 'AppProject' | 'ApplicationSet';

/** Findings about how manifests reach the cluster. */
export const deliveryEntries = {
  'argocd-value-invalid': entry<{ setting: string; value: string; expected: string }>({
    severity: 'error',
    title: 'a setting of Argo CD has a value that Argo CD would refuse',
    explanation:
      'The value stands in an Application or an AppProject, and Argo CD would refuse the object, or find nothing under that address. A login in the URL of a repository would be committed: Argo CD keeps it in a Secret.',
    message: ({ setting, value, expected }) => `\`${setting}\` is ${quoted(value)}, and not ${expected}`,
    help: ({ setting, expected }) => `set \`${setting}\` to ${expected}`,
  }),

  'argocd-destination-twice': entry<Record<never, never>>({
    severity: 'error',
    title: 'a cluster has an address and a name',
    explanation: 'Argo CD refuses an Application whose destination has both.',
    message: () => 'the destination has both `server` and `name`',
    help: () => 'remove one of the two',
  }),

  'argocd-setting-unused': entry<{ setting: string; because: string }>({
    severity: 'error',
    title: 'a setting of Argo CD has no effect',
    explanation: 'Another setting decides what this one would say. Whoever reads the overlay would think that it holds.',
    message: ({ setting, because }) => `\`${setting}\` has no effect: ${because}`,
    help: ({ setting }) => `remove \`${setting}\``,
  }),

  'argocd-plugin-whole': entry<Record<never, never>>({
    severity: 'error',
    title: 'a plugin that reads the whole folder for each service',
    explanation:
      'The Application of a service names the file that it carries. A plugin is given the folder and reads all of it, so that each Application would carry the whole product.',
    message: () => 'a plugin reads the whole folder, so an Application cannot have the file of one service alone',
    help: () => 'set `applications` to `product`, or remove `plugin`',
  }),

  'argocd-sops-plugin': entry<Record<never, never>>({
    severity: 'error',
    title: 'encrypted Secrets, and nothing that decrypts them',
    explanation:
      'Argo CD does not decrypt the files of sops, and passes over them, since their names end in `.sops`: the pods would wait for Secrets that do not come.',
    message: () => 'Argo CD does not decrypt the files of sops by itself',
    help: () => 'name in `plugin` the plugin that does',
  }),

  'argocd-project-default': entry<Record<never, never>>({
    severity: 'warning',
    title: 'the project `default`, which allows everything',
    explanation:
      'The project `default` of Argo CD allows every repository, namespace and kind. Whoever can commit to the repository could put anything anywhere in the cluster. The project that Cadastre writes allows what the tree has.',
    message: () => 'the project `default` allows every repository, namespace and kind',
    help: () => 'remove `project`, so that one is written',
  }),

  'argocd-namespace-own': entry<{ namespace: string }>({
    severity: 'error',
    title: 'a product in the namespace of Argo CD',
    explanation:
      "The project of the product allows its namespace. If that is Argo CD's own, a commit could change the configuration of Argo CD, and its projects.",
    message: ({ namespace }) => `the product is in ${quoted(namespace)}, where Argo CD itself is`,
    help: () => 'give the product another `namespace`',
  }),

  'argocd-application-shared': entry<{ kind: ArgoKind; name: string; platform: string; other: string }>({
    severity: 'error',
    title: 'two environments have an object of Argo CD of the same name',
    explanation:
      'The names of Applications, AppProjects and ApplicationSets are made of product, environment and hostname, and these can add up to the same. Of two in one Argo CD the one applied last would replace the other: an Application prunes all that it has, and a project allows what the other one may do.',
    message: ({ kind, name, platform, other }) => `${quoted(platform)} and ${quoted(other)} would both have an ${kind} ${quoted(name)}`,
    help: () => 'give one of the two products or environments another name, or `delivery.argocd.namespace` of its own',
  }),

  'product-name-reserved': entry<{ product: string }>({
    severity: 'error',
    title: "a product's name is that of a folder for other things",
    explanation:
      'The folder `dist/argocd` has the objects by which Argo CD carries the products, and the manifests of a product of that name would be written among them.',
    message: ({ product }) => `product name ${quoted(product)} is that of the folder for the objects of Argo CD`,
    help: () => 'give the product another `name`',
  }),
};
