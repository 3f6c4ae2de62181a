import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import os from 'node:os';
import path from 'node:path';

import { freePorts } from './free-ports';
import { poll } from './poll';
import { startTiedProcess, type TiedProcess } from './tied-process';

/** A Kubernetes API of our own: an API server and its store, with no controllers, scheduler or nodes. */
export interface ApiServer {
  /** The path of a kubeconfig whose current context is this server's administrator. */
  readonly kubeconfig: string;
  /** The path of the kubectl of the server's version. */
  readonly kubectl: string;
  /** A folder for kubectl's discovery cache: ports come back, servers do not. */
  readonly cacheDirectory: string;
  readonly stop: () => Promise<void>;
}

/** Starts etcd and kube-apiserver from a folder of binaries (the `KUBEBUILDER_ASSETS` convention) on free loopback ports. */
export async function startApiServer(assets: string): Promise<ApiServer> {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'cadastre-api-server-'));
  const [clientPort, peerPort, securePort] = (await freePorts(3)) as [number, number, number];
  const processes: TiedProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const running of processes.splice(0).reverse()) await running.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const token = writeCredentials(directory);
    processes.push(startEtcd(assets, directory, clientPort, peerPort));
    processes.push(startKubeApiserver(assets, directory, clientPort, securePort));
    await untilReady(securePort, processes);
    const kubeconfig = writeKubeconfig(directory, securePort, token);
    return { kubeconfig, kubectl: path.join(assets, 'kubectl'), cacheDirectory: path.join(directory, 'cache'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Writes the key that signs ServiceAccount tokens and the file of static tokens; returns the administrator's. */
function writeCredentials(directory: string): string {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const token = randomBytes(16).toString('hex');
  writeFileSync(path.join(directory, 'service-account.key'), privateKey, { mode: 0o600 });
  writeFileSync(path.join(directory, 'service-account.pub'), publicKey);
  writeFileSync(path.join(directory, 'tokens.csv'), `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  return token;
}

function startEtcd(assets: string, directory: string, clientPort: number, peerPort: number): TiedProcess {
  const client = `http://127.0.0.1:${clientPort}`;
  const peer = `http://127.0.0.1:${peerPort}`;
  return startTiedProcess({
    command: path.join(assets, 'etcd'),
    args: [
      `--data-dir=${path.join(directory, 'etcd')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--unsafe-no-fsync',
    ],
    cwd: directory,
    logFile: path.join(directory, 'etcd.log'),
    signal: 'SIGKILL', // what it holds goes with it
  });
}

function startKubeApiserver(assets: string, directory: string, etcdPort: number, securePort: number): TiedProcess {
  return startTiedProcess({
    command: path.join(assets, 'kube-apiserver'),
    args: [
      `--etcd-servers=http://127.0.0.1:${etcdPort}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${securePort}`,
      `--cert-dir=${path.join(directory, 'certificates')}`,
      `--service-account-key-file=${path.join(directory, 'service-account.pub')}`,
      `--service-account-signing-key-file=${path.join(directory, 'service-account.key')}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      '--service-cluster-ip-range=10.96.0.0/16',
      `--token-auth-file=${path.join(directory, 'tokens.csv')}`,
      '--authorization-mode=RBAC',
    ],
    cwd: directory,
    logFile: path.join(directory, 'kube-apiserver.log'),
    signal: 'SIGKILL',
  });
}

/** The administrator's kubeconfig. The server has just made its own certificate, so that is the authority to trust. */
function writeKubeconfig(directory: string, port: number, token: string): string {
  const file = path.join(directory, 'kubeconfig');
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'cadastre',
    contexts: [{ name: 'cadastre', context: { cluster: 'cadastre', user: 'admin' } }],
    clusters: [
      {
        name: 'cadastre',
        cluster: { server: `https://127.0.0.1:${port}`, 'certificate-authority': path.join(directory, 'certificates', 'apiserver.crt') },
      },
    ],
    users: [{ name: 'admin', user: { token } }],
  };
  writeFileSync(file, JSON.stringify(kubeconfig), { mode: 0o600 });
  return file;
}

async function untilReady(port: number, processes: readonly TiedProcess[]): Promise<void> {
  const ready = await poll(100, async () => {
    for (const running of processes) {
      if (!running.isRunning()) throw new Error(`a program of the control plane ended while it started:\n${running.logTail()}`);
    }
    return (await answersOk(port)) ? true : undefined;
  });
  if (ready === undefined) {
    throw new Error(`kube-apiserver was not ready:\n${processes.map((running) => running.logTail()).join('\n')}`);
  }
}

/** Whether /readyz, which anybody may ask, answers 200. */
function answersOk(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = https.get(
      { host: '127.0.0.1', port, path: '/readyz', rejectUnauthorized: false, agent: false, timeout: 5_000 },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
