import { isPreviewFolder, isRepositoryFolder, isRepositoryUrl, isRevision, isServerUrl } from '../../formats';

test.each([
  'https://git.example.gov/platform/registry.git',
  'http://git/a',
  'https://git.example.gov/tree/registry.git',
  'ssh://git@git.example.gov:22/a/b.git',
  'git@github.com:acme/registry.git',
])('%s is the URL of a repository', (url) => expect(isRepositoryUrl(url)).toBe(true));

test.each([
  '',
  'registry',
  '../registry',
  'https://git.example.gov',
  'https://ci:token@git.example.gov/a',
  'git@host:/a',
  'file:///a',
  'https://a/b c',
  'https://github.com/acme/registry/tree/main/dist',
  'https://gitlab.com/acme/registry/-/tree/main',
])('%s is none', (url) => expect(isRepositoryUrl(url)).toBe(false));

test.each(['main', 'HEAD', 'env/prod', 'v1.2.*', '0f3c', '>=1.2'])('%s is a revision', (revision) =>
  expect(isRevision(revision)).toBe(true),
);
test.each(['previews/{{.number}}', 'a{b'])('%s may be a revision', (revision) => expect(isRevision(revision)).toBe(true));
test.each(['https://git/{{.x}}', 'https://git/a{{'])('%s is a template', (url) => expect(isRepositoryUrl(url)).toBe(false));
test.each(['', '-q', 'a b', 'a\nb', '{{ .number }}', '{{.branch}}', 'a{{', '{{{.number}}}'])('%j is no revision', (revision) =>
  expect(isRevision(revision)).toBe(false),
);

test.each(['dist', 'dist/property-tax/prod', 'a.b/c_d'])('%s is a folder of a repository', (path) =>
  expect(isRepositoryFolder(path)).toBe(true),
);
test.each(['trees/{{.number}}', '{{.number}}/dist', 'a-{{.number}}'])('%s may be a folder of a repository, of a preview', (path) => {
  expect(isPreviewFolder(path)).toBe(true);
  expect(isRepositoryFolder(path)).toBe(false);
});
test.each(['', 'a/{{.branch}}', '{{{.number}}}', '{{.number}}/..', 'a/{{ .number }}'])('%j is no folder of a preview', (path) =>
  expect(isPreviewFolder(path)).toBe(false),
);
test.each(['', '/dist', 'dist/', 'dist//a', '../a', 'a/../b', './a', 'a b', 'a/{b,c}'])('%j is no folder', (path) =>
  expect(isRepositoryFolder(path)).toBe(false),
);

test.each(['https://kubernetes.default.svc', 'https://10.0.0.1:6443', 'https://[fd00::1]:6443', 'https://host/k8s/clusters/c-1'])(
  '%s is a server',
  (url) => expect(isServerUrl(url)).toBe(true),
);
test.each(['', 'kubernetes.default.svc', 'https://', 'https://user:pw@host', 'ftp://host'])('%j is no server', (url) =>
  expect(isServerUrl(url)).toBe(false),
);
