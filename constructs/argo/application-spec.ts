import type { ApplicationSpec } from '../../imports/argoproj.io';
import type { ArgoApplication } from '../../model/blueprint';
import type { CustomPlain } from '../manifest';

/**
 * The content of an Application, as itself and as the template of a set.
 * @param include the pattern of the files that it carries; undefined for the whole folder
 */
export function applicationSpec(application: ArgoApplication, include: string | undefined): CustomPlain<ApplicationSpec> {
  const { project, repoURL, targetRevision, path, leavesOut, plugin, destination, automated, ignored } = application;
  const directory = { ...(include !== undefined && { include }), ...(leavesOut.length > 0 && { exclude: `{${leavesOut.join(',')}}` }) };
  return {
    project,
    source: {
      repoURL,
      targetRevision,
      path,
      ...(Object.keys(directory).length > 0 && { directory }),
      ...(plugin !== undefined && { plugin: { name: plugin } }),
    },
    destination,
    syncPolicy: {
      ...(automated && { automated: { prune: true, selfHeal: true } }),
      // Without an end: a Secret of a store, a CA or a certificate that comes an hour late needs no person then.
      retry: { limit: -1, refresh: true, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } },
      // Not `PruneLast`: each sync with a new migration prunes a Job, and would wait for all that it changed.
      syncOptions: [
        'ServerSideApply=true',
        'ApplyOutOfSyncOnly=true',
        'FailOnSharedResource=true',
        'CreateNamespace=false',
        ...(ignored.length > 0 ? ['RespectIgnoreDifferences=true'] : []),
      ],
    },
    ...(ignored.length > 0 && {
      ignoreDifferences: ignored.map(({ group, kind, name, pointers }) => ({
        ...(group !== '' && { group }),
        kind,
        name,
        jsonPointers: [...pointers],
      })),
    }),
  };
}
