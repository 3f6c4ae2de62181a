import { certificateAuthority } from '../backing/postgres/client';
import { hookId, serviceId, type Workload } from '../blueprint';
import { type Hook, hooksIn, metricNamesVariable, type Platform, type Service } from '../platform';
import { designFiles } from './files';
import { jobContainer, jobOf, keptOf } from './jobs';
import { jobPlacement } from './placement';
import { databaseWork, waitsBefore, waitVolumes, withPlainVariables } from './service';
import { emptyVolumes } from './volumes';

/** The Jobs of a service beside its migration that run in the environment. */
export function designHooks(platform: Platform, service: Service): Workload[] {
  return hooksIn(platform, service).map((hook) => designHook(platform, service, hook));
}

/** A Job answers no requests; with a variable that only says how they are counted it would be another Job, and run again. */
function withoutNamesOfMetrics({ config }: Service): Pick<Service, 'config'> {
  return { config: config.filter(({ name, origin }) => name !== metricNamesVariable || origin.layer !== 'built-in') };
}

/**
 * A Job of a service beside its migration: the service's own image, user, variables, Secrets and login, once its database has the schema of the image. It is named by its content
 * in every delivery, and runs once for each; without an end of its keeping where a tree is compared with the cluster for ever, which would run it again.
 */
function designHook(platform: Platform, service: Service, { name: hook, command, args, deadlineSeconds }: Hook): Workload {
  const server = service.database?.server;
  const volumes = [...emptyVolumes(service), ...(server === undefined ? [] : certificateAuthority(server))];
  const files = designFiles(service);
  const ordered = platform.delivery === 'argocd';
  return {
    ...jobOf({ service }, `hook-${hook}`),
    id: hookId(service.key, hook),
    kind: 'hook',
    title: hook,
    name: `${service.name}-${hook}`,
    lifetime: { kind: 'run-once', deadlineSeconds, retries: 2, keptSeconds: keptOf(platform) },
    pod: {
      user: service.user,
      stopSeconds: undefined,
      priorityClassName: service.priorityClassName,
      placement: jobPlacement(platform, service),
      spread: false,
      shownContainer: hook,
      initContainers: waitsBefore(service, deadlineSeconds),
      containers: [
        jobContainer(service, {
          name: hook,
          command,
          args,
          variables: withPlainVariables(withoutNamesOfMetrics(service), service.env),
          resources: service.resources,
          mounts: [...volumes.map(({ mount }) => mount), ...files.mounts],
        }),
      ],
      volumes: [...volumes.map(({ volume }) => volume), ...waitVolumes(service), ...files.volumes],
    },
    configs: [],
    waitsFor: [...databaseWork(service), ...(ordered && hook === 'after' ? [serviceId(service)] : [])],
    stage: hook === 'after' ? 'hookAfter' : 'hookBefore',
  };
}
