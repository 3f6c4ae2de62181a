#!/usr/bin/env bash
# flux-crds.sh   collects Flux's own definitions of Kustomization and GitRepository and prints the directory they are in; nothing of them is part of this repository. Needs go and a module proxy, once.
set -eu -o pipefail
kustomize_controller=v1.9.6
source_controller=v1.9.1

cache=${XDG_CACHE_HOME:-$HOME/.cache}/cadastre
target=$cache/flux-crds-kustomize-controller-$kustomize_controller-source-controller-$source_controller
if [ -d "$target" ]; then
  echo "$target"
  exit 0
fi
command -v go > /dev/null || { echo "$0: go is not on PATH; it is needed to download the modules" >&2; exit 1; }

mkdir -p "$cache"
work=$(mktemp -d "$cache/.crds-XXXXXX") # beside the target, so that a rename is enough
trap 'rm -rf "$work"' EXIT
module() { # module PATH@VERSION: prints the folder of a downloaded module
  (cd "$work" && GOWORK=off go mod download -json "$1") | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",$/\1/p'
}
kustomize=$(module "github.com/fluxcd/kustomize-controller@$kustomize_controller")/config/crd/bases
source=$(module "github.com/fluxcd/source-controller@$source_controller")/config/crd/bases
mkdir "$work/crds"
for file in "$kustomize"/kustomize.toolkit.fluxcd.io_kustomizations.yaml "$source"/source.toolkit.fluxcd.io_gitrepositories.yaml; do
  install -m 644 "$file" "$work/crds/"
done
mv -T "$work/crds" "$target" 2> /dev/null || [ -d "$target" ] # another run may have been first
echo "$target"
