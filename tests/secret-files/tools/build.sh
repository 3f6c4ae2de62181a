#!/usr/bin/env bash
# build.sh   builds kubeseal, sops and age-keygen, and prints the directory they are in:
#
#   tests/secret-files/tools/build.sh
#
# The directory is ${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/secret-files-HASH, where HASH is that of the pinned versions; when it is complete,
# nothing is done. Needs go (see go.mod for its version) and a module proxy. From an empty Go cache it takes five minutes on two busy cores, most of
# it for the clouds whose keys sops can use.
set -eu -o pipefail
here=$(CDPATH= cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../support/build-go-tools.sh"
target=${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/secret-files-$(sha256sum < "$here/go.mod" | cut -c1-12)
files=(kubeseal sops age-keygen)
use_complete
start_build

build kubeseal github.com/bitnami/sealed-secrets/cmd/kubeseal
build sops github.com/getsops/sops/v3/cmd/sops
build age-keygen filippo.io/age/cmd/age-keygen
finish_build
