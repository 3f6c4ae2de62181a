#!/usr/bin/env bash
# build.sh   builds kubeseal, sops and age-keygen, and prints the directory they are in:
#
#   tests/secret-files/tools/build.sh
#
# The directory is ${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/secret-files-HASH, where HASH is that of the pinned versions; when it is complete,
# nothing is done. Needs go (see go.mod for its version) and a module proxy. From an empty Go cache it takes five minutes on two busy cores, most of
# it for the clouds whose keys sops can use.
set -eu -o pipefail
unset CDPATH
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
target=${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/secret-files-$(sha256sum < "$here/go.mod" | cut -c1-12)
programs=(kubeseal sops age-keygen)
complete() {
  local program
  for program in "${programs[@]}"; do [ -s "$target/$program" ] || return 1; done
}
if complete; then
  echo "$target"
  exit 0
fi
command -v go > /dev/null || { echo "$0: go is not on PATH; it is needed to build the programs in $here/go.mod" >&2; exit 1; }

mkdir -p "$target"
work=$(mktemp -d "${target%/*}/.build-XXXXXX") # beside the target, so that a rename is enough
trap 'rm -rf "$work"' EXIT
export CGO_ENABLED=0 GOWORK=off

build() { # build PROGRAM PACKAGE
  local started=$SECONDS
  (cd "$here" && go build -mod=readonly -trimpath -buildvcs=false -ldflags '-s -w' -o "$work/$1" "$2") >&2
  echo "$1: $((SECONDS - started)) s" >&2
}
build kubeseal github.com/bitnami/sealed-secrets/cmd/kubeseal
build sops github.com/getsops/sops/v3/cmd/sops
build age-keygen filippo.io/age/cmd/age-keygen
for program in "${programs[@]}"; do mv -f "$work/$program" "$target/$program"; done
echo "$target"
