import type { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Database, Platform, Postgres, SecretKey, Service } from '../../model/platform';
import { contentHash } from '../delivery/content-hash';
import { metadataOf, type Subject } from '../delivery/metadata';
import { Manifest, type Plain } from '../manifest';
import { deepFreeze, shared } from '../shared-value';
import { secretVariable } from '../service/environment';
import { podSecurityContext } from '../service/pod-security';
import { databaseInitSubject } from '../service/subject';
import { configMapVolume, type MountedVolume, temporaryVolume } from '../service/volumes';
import { initSql } from './init-sql';
import { certificateAuthority, postgresClient } from './postgres-client';
import { splitInitSql } from './split-init-sql';

/** What a Job that prepares a service's database is made from. */
export interface DatabaseJobProps {
  readonly platform: Platform;
  readonly service: Service;
  readonly database: Database;
  readonly server: Postgres;
}

/** What an init Job is made from. */
export interface DatabaseInitJobProps extends DatabaseJobProps {
  /** The Secret with the login of the admin role. */
  readonly adminSecret: string;
}

/**
 * The init Job of one service, which creates its database and owner, and the ConfigMap with its script.
 *
 * A Job's template cannot be changed. In kubectl delivery the Job is therefore named by its content; in Argo CD delivery
 * it is a hook, which is deleted before it is made again.
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/
 */
export class DatabaseInitJob extends Construct {
  constructor(scope: Construct, id: string, props: DatabaseInitJobProps) {
    super(scope, id);
    const { platform, service, database } = props;
    const subject = databaseInitSubject(platform, service);
    const data = scriptData(database);
    const fixedName = `${service.name}-db-init`;
    const byContent = platform.delivery === 'kubectl';
    const spec = jobSpec(props, subject);
    // A development credential changes with its seed, and only a new Job brings it to the server.
    const seed = platform.secretProvider.provider === 'development' ? platform.secretProvider.seed : '';
    const name = byContent ? `${fixedName}-${contentHash([spec, data, seed])}` : fixedName;

    new Manifest(this, 'script', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: metadataOf(platform, subject, { name, wave: 'configuration' }),
      ...(byContent && { immutable: true }),
      data,
    });
    new Manifest(this, 'job', {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: metadataOf(platform, subject, { name, wave: 'databaseInit', ...(!byContent && { annotations: hookAnnotations }) }),
      spec: withScript(spec, name),
    });
  }
}

const scriptPath = '/sql';

/** The script as the data of a ConfigMap; most services need the same one. */
const scriptData = shared(
  ({ split, extensions }: Database) => JSON.stringify([split !== undefined, extensions]),
  ({ split, extensions }) => ({ 'init.sql': split === undefined ? initSql(extensions) : splitInitSql(extensions) }),
);

/** Makes a Job a step of every sync: Argo CD deletes the one before and makes it anew. */
export const hookAnnotations = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
} as const;

const psqlCommand = deepFreeze(['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', 'postgres', '-f', `${scriptPath}/init.sql`]);

const waitCommand = deepFreeze(['/bin/sh', '-ec', 'until pg_isready -q -t 3; do echo "waiting for $PGHOST:$PGPORT"; sleep 2; done']);

/** The Job's spec but for the volume with the script, whose name is worked out from all the rest. */
function jobSpec({ service, database, server, adminSecret }: DatabaseInitJobProps, { labels }: Subject) {
  const admin = { name: adminSecret, optional: false };
  return {
    activeDeadlineSeconds: 600,
    backoffLimit: 6,
    ttlSecondsAfterFinished: 86400,
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: service.name,
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        ...(service.priorityClassName !== undefined && { priorityClassName: service.priorityClassName }),
        restartPolicy: 'Never',
        securityContext: podSecurityContext(server.clientUser),
        initContainers: [postgresClient(server, { name: 'wait-for-postgres', command: waitCommand, env: [] })],
        containers: [
          postgresClient(server, {
            name: 'psql',
            command: psqlCommand,
            env: [
              secretVariable('PGUSER', { ...admin, key: 'username' }),
              secretVariable('PGPASSWORD', { ...admin, key: 'password' }),
              ...ownerVariables(database),
            ],
            mounts: [scriptVolume('')],
          }),
        ],
        volumes: [temporaryVolume, ...certificateAuthority(server)].map(({ volume }) => volume),
      },
    },
  } satisfies Plain<k8s.JobSpec>;
}

/** What the script is told about the role that owns the database, and with split access about the one beside it. */
function ownerVariables({ name, owner, role, secretName, connectionLimit, split }: Database): Plain<k8s.EnvVar>[] {
  const password = (secret: string): SecretKey => ({ name: secret, key: 'password', optional: false });
  return [
    { name: 'SVC_DB_ROLE', value: owner },
    { name: 'SVC_DB_NAME', value: name },
    { name: 'SVC_DB_CONNECTION_LIMIT', value: String(split?.ownerConnectionLimit ?? connectionLimit) },
    secretVariable('SVC_DB_PASSWORD', password(split?.ownerSecretName ?? secretName)),
    ...(split === undefined
      ? []
      : [
          { name: 'SVC_DB_FORMER_OWNER', value: split.formerOwner },
          { name: 'SVC_DB_APP_ROLE', value: role },
          { name: 'SVC_DB_APP_CONNECTION_LIMIT', value: String(connectionLimit) },
          secretVariable('SVC_DB_APP_PASSWORD', password(secretName)),
        ]),
  ];
}

function withScript(spec: ReturnType<typeof jobSpec>, configMap: string): Plain<k8s.JobSpec> {
  const { template } = spec;
  const volumes = [...template.spec.volumes, scriptVolume(configMap).volume];
  return { ...spec, template: { ...template, spec: { ...template.spec, volumes } } };
}

function scriptVolume(configMap: string): MountedVolume {
  return configMapVolume('script', configMap, scriptPath);
}
