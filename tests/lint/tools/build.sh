#!/usr/bin/env bash
# build.sh   builds kube-score, kubeconform, the evaluator of Pod Security and an analyzer of network policies, puts the OpenAPI document of Kubernetes beside them, and prints the directory they are in:
#
#   tests/lint/tools/build.sh
#
# The directory is ${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/lint-HASH, where HASH is that of the pinned versions and of our own programs; when it is complete, nothing is
# done. Needs go (see go.mod for its version) and a module proxy. From an empty Go cache it takes about two minutes on two cores.
set -eu -o pipefail
here=$(CDPATH= cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../support/build-go-tools.sh"
cluster=$here/../../cluster/tools # which pins Kubernetes, whose module holds the OpenAPI document
# Modules of their own: each pins another Kubernetes.
pod_security=$here/../pod-security
reachability=$here/../reachability
target=${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/lint-$(cat "$here/go.mod" "$cluster/go.mod" "$pod_security/go.mod" "$pod_security/main.go" "$reachability/go.mod" "$reachability/main.go" | sha256sum | cut -c1-12)
files=(kube-score kubeconform pod-security reachability swagger.json)
use_complete
start_build

build kube-score github.com/zegl/kube-score/cmd/kube-score
build kubeconform github.com/yannh/kubeconform/cmd/kubeconform
here=$pod_security build pod-security .
here=$reachability build reachability .
# In the folder of the pinned version, whose go.sum says what has to come.
kubernetes=$(cd "$cluster" && go mod download -json k8s.io/kubernetes | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",$/\1/p')
cp "$kubernetes/api/openapi-spec/swagger.json" "$work/swagger.json"
finish_build
