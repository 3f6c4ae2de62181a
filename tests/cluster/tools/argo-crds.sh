#!/usr/bin/env bash
# argo-crds.sh   prints the directory of Argo CD's own definitions, which are in the cache of Go's modules; nothing of them is part of this repository. Needs go and a module proxy, once.
set -eu -o pipefail
version=v3.5.7

command -v go > /dev/null || { echo "$0: go is not on PATH; it is needed to download the module" >&2; exit 1; }
cd "${TMPDIR:-/tmp}"
module=$(GOWORK=off go mod download -json "github.com/argoproj/argo-cd/v3@$version" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",$/\1/p')
echo "$module/manifests/crds"
