#!/usr/bin/env bash
# build.sh [VERSION]   builds etcd, kube-apiserver and kubectl of one Kubernetes version and prints the directory they are in, as stdout's last line:
#
#   export KUBEBUILDER_ASSETS=$(tests/cluster/tools/build.sh)           # the version in go.mod
#   export KUBEBUILDER_ASSETS=$(tests/cluster/tools/build.sh 1.34.4)    # another one
#
# The directory is ${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/kubernetes-VERSION; when it is complete, nothing is built. Needs go (see go.mod for its
# version) and a module proxy. From an empty Go cache it takes about five minutes on two cores, the second time seconds.
set -eu -o pipefail
unset CDPATH
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
pinned=$(sed -n 's#^[[:space:]]*k8s.io/kubernetes v\([0-9.]*\).*#\1#p' "$here/go.mod")
version=${1:-$pinned}
version=${version#v}
if ! [[ $version =~ ^1\.[0-9]+\.[0-9]+$ ]]; then
  echo "usage: $0 [VERSION], such as $pinned" >&2
  exit 2
fi

cache=${XDG_CACHE_HOME:-$HOME/.cache}/cadastre
target=$cache/kubernetes-$version
programs=(etcd kube-apiserver kubectl)
complete() {
  local program
  for program in "${programs[@]}"; do [ -x "$target/$program" ] || return 1; done
}
if complete; then
  echo "$target"
  exit 0
fi
command -v go > /dev/null || { echo "$0: go is not on PATH; it is needed to build the programs in $here/go.mod" >&2; exit 1; }

mkdir -p "$target"
work=$(mktemp -d "$cache/.build-XXXXXX") # beside the target, so that a rename is enough
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
cd "$work"
export CGO_ENABLED=0 GOWORK=off

# A module that requires Kubernetes has to repeat its replacement of the staging modules, whose versions are v0.MINOR.PATCH.
another_version() {
  local upstream
  upstream=$(go mod download -json "k8s.io/kubernetes@v$version" | sed -n 's/.*"GoMod": "\(.*\)",/\1/p')
  {
    printf 'module cadastre/tests/cluster/tools\n\n'
    sed -n '/^go [0-9]/p' "$upstream"
    printf '\ntool (\n\tgo.etcd.io/etcd/server/v3\n\tk8s.io/kubernetes/cmd/kube-apiserver\n\tk8s.io/kubernetes/cmd/kubectl\n)\n\nrequire (\n'
    sed -n 's#^[[:space:]]*\(go.etcd.io/etcd/server/v3 v[^ ]*\).*#\t\1#p' "$upstream"
    printf '\tk8s.io/kubernetes v%s\n)\n\nreplace (\n' "$version"
    sed -n "s#^[[:space:]]*\(k8s.io/[a-z-]*\) => ./staging/.*#\t\1 => \1 v0.${version#1.}#p" "$upstream"
    printf ')\n'
  } > go.mod
  go mod tidy
}
if [ "$version" = "$pinned" ]; then
  cp "$here/go.mod" "$here/go.sum" .
else
  another_version >&2
fi

info=k8s.io/component-base/version
minor=${version#1.}
stamp="-X $info.gitVersion=v$version -X $info.gitMajor=1 -X $info.gitMinor=${minor%.*}"
build() { # build PROGRAM PACKAGE LDFLAGS
  local started=$SECONDS
  go build -mod=readonly -trimpath -buildvcs=false -ldflags "-s -w $3" -o "$1" "$2" >&2
  echo "$1: $((SECONDS - started)) s" >&2
}
build etcd go.etcd.io/etcd/server/v3 ""
build kube-apiserver k8s.io/kubernetes/cmd/kube-apiserver "$stamp"
build kubectl k8s.io/kubernetes/cmd/kubectl "$stamp"
for program in "${programs[@]}"; do mv -f "$program" "$target/$program"; done
echo "$target"
