import { hasPlaceholder, longestPreviewNumber, postgresIdentifierBytes, previewNumberExpression } from '../../formats';
import { placeOf, placeUnder } from '../origin';
import type { ExternalSecretsProvider } from '../platform';
import { type AreaRules, rule } from './rule';

/** The most characters of a label of the DNS, which a namespace is, and of a name of PostgreSQL. */
const longestName = 63;

/** Reports names that would be too long with the number of a later preview. */
const previewNameLong = rule('preview-name-long', ({ platform }, report) => {
  const { preview, namespace, routing, services } = platform;
  if (preview === undefined) return;
  const excess = longestPreviewNumber.length - preview.number.length;
  const of = (what: string, name: string, length: number, most: number, at: Parameters<typeof report>[1]): void => {
    if (length + excess > most) report({ what, name, length: length + excess, most }, at);
  };
  of('the namespace', namespace, namespace.length, longestName, placeOf(platform, 'namespace'));
  for (const { host, place } of routing?.hosts ?? [])
    of('the first part of the host', host, host.split('.')[0]?.length ?? 0, longestName, place);
  for (const { key, database } of services)
    if (database !== undefined && database.guest === undefined)
      of(
        'the database',
        database.name,
        postgresIdentifierBytes(database.name),
        longestName,
        placeOf(platform, 'services', key, 'database'),
      );
});

/** Reports settings that take a person for each namespace, or what no commit has. */
const previewSettingUnfit = rule('preview-setting-unfit', ({ platform }, report) => {
  const { preview, secretProvider, createsNamespace, services, routing, delivery, argo, sources } = platform;
  if (preview === undefined) return;
  const at = (...path: readonly string[]): Parameters<typeof report>[1] => placeUnder(sources.overlay, ...path);
  if (secretProvider.provider === 'development')
    report({ setting: 'secrets', because: 'development Secrets enter no commit, so the branch would lack them' }, at('secrets'));
  if (secretProvider.provider === 'sealed-secrets' || secretProvider.provider === 'sops')
    report({ setting: 'secrets', because: 'a sealed or encrypted Secret is made for one namespace' }, at('secrets'));
  if (secretProvider.provider === 'external-secrets' && secretProvider.passwords === 'push-secret' && !namesNamespace(secretProvider))
    report(
      {
        setting: 'secrets.key',
        because:
          'by `passwords: push-secret` all previews would have the password of the first, in one entry of the store: write `{namespace}` into it, or `passwords: generator`',
      },
      at('secrets'),
    );
  if (!createsNamespace)
    report({ setting: 'namespace.create', because: 'nobody else makes a namespace for each preview' }, at('namespace'));
  for (const { host, place } of routing?.hosts ?? [])
    if (host.startsWith('*')) report({ setting: 'host', because: 'a host for any name has no room for a number' }, place);
  const given = services.find(({ database }) => database?.guest === undefined && database?.provisioning?.by === 'given');
  if (given !== undefined)
    report(
      { setting: 'provisioning', because: 'nobody else makes a database for each preview' },
      placeOf(platform, 'services', given.key, 'databaseServer'),
    );
  if (preview.pullRequests !== undefined && argo === undefined)
    report(
      { setting: 'preview.pullRequests', because: `nothing reads it by \`delivery: ${delivery}\` without the settings of Argo CD` },
      placeUnder(preview.place, 'pullRequests'),
    );
  if (argo !== undefined && ![argo.path, argo.targetRevision].some((text) => text.includes(previewNumberExpression)))
    report(
      {
        setting: 'delivery.argocd.path',
        because: `neither it nor \`targetRevision\` has \`${previewNumberExpression}\`, so that all pull requests would have one tree`,
      },
      placeUnder(argo.place, 'path'),
    );
  if (argo?.applications === 'service')
    report(
      { setting: 'delivery.argocd.applications', because: 'the Application of a pull request carries all of a preview' },
      placeUnder(argo.place, 'applications'),
    );
});

/** Whether each namespace has entries of its own in the store. */
function namesNamespace({ keyTemplate, propertyTemplate = '' }: ExternalSecretsProvider): boolean {
  return hasPlaceholder(keyTemplate, 'namespace') || hasPlaceholder(propertyTemplate, 'namespace');
}

/** Reports previews that Argo CD would not find. */
const previewIncomplete = rule('preview-incomplete', ({ platform: { preview, argo } }, report) => {
  if (preview !== undefined && argo !== undefined && preview.pullRequests === undefined)
    report({ field: 'preview.pullRequests' }, preview.place);
});

/** Reports servers in which previews would get at what others put there. */
const previewServerShared = rule('preview-server-shared', ({ platform }, report) => {
  if (platform.preview === undefined) return;
  for (const server of platform.backing)
    if (server.kind !== 'postgres' && server.inCluster === undefined) report({ kind: server.kind, host: server.host }, server.place);
});

/** The rules about environments of which there is one for each pull request. */
export const previewsRules: AreaRules<'previews'> = [previewNameLong, previewSettingUnfit, previewIncomplete, previewServerShared];
