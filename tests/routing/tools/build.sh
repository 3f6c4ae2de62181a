#!/usr/bin/env bash
# build.sh   builds Traefik and egctl, collects the operators' own definitions of their custom resources, and prints the directory they are in:
#
#   tests/routing/tools/build.sh
#
# The directory is ${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/routing-HASH, where HASH is that of versions.env and of this script; when it is complete, nothing is done. The definitions
# come from the operators' Go modules, and the conformance suite of the Gateway API is one; nothing of them is part of this repository. Needs go and a module proxy. From an empty Go cache it takes about twelve minutes
# on two cores.
set -eu -o pipefail
here=$(CDPATH= cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../support/build-go-tools.sh"
. "$here/versions.env"
target=${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/routing-$(cat "$here/versions.env" "$here/build.sh" | sha256sum | cut -c1-12)
# It stays in Go's own cache, where its test reads it without a network.
suite=$(sed -n "s/.*conformanceModule = '\(.*\)'.*/\1/p" "$here/../conformance/suite.ts")
if command -v go > /dev/null; then (cd "${TMPDIR:-/tmp}" && go mod download "$suite"); fi
files=(gateway-api.yaml traefik.yaml envoy-gateway.yaml cert-manager.yaml traefik egctl)
use_complete
start_build
renice -n 10 $$ > /dev/null # the machine is used for other things meanwhile

module() { # module PATH@VERSION: prints the folder of a downloaded module
  (cd "$work" && go mod download -json "$1") | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",$/\1/p'
}
definitions() { # definitions NAME FILE…: puts files of YAML together
  local name=$1 file
  shift
  for file in "$@"; do printf -- '---\n' && cat "$file"; done > "$work/$name"
}
# The kinds that Cadastre emits, and those that Traefik watches beside them: an API server takes seconds for each.
gateway_api_folder=$(module "sigs.k8s.io/gateway-api@$gateway_api")/config/crd/standard
definitions gateway-api.yaml "$gateway_api_folder"/gateway.networking.k8s.io_{gatewayclasses,gateways,httproutes,grpcroutes,referencegrants,backendtlspolicies}.yaml
definitions traefik.yaml "$(module "github.com/traefik/traefik/v3@$traefik_definitions")/docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml"
envoy_gateway_folder=$(module "github.com/envoyproxy/gateway@$envoy_gateway")/charts/gateway-helm/charts/crds/crds/generated
definitions envoy-gateway.yaml "$envoy_gateway_folder"/gateway.envoyproxy.io_{backendtrafficpolicies,clienttrafficpolicies,securitypolicies,httproutefilters}.yaml
definitions cert-manager.yaml "$(module "github.com/cert-manager/cert-manager@$cert_manager")/deploy/crds/cert-manager.io_certificates.yaml"

started=$SECONDS
GOBIN=$work go install -trimpath -buildvcs=false -ldflags '-s -w' "github.com/envoyproxy/gateway/cmd/egctl@$envoy_gateway" >&2
echo "egctl: $((SECONDS - started)) s" >&2

# Its go.mod replaces modules, which go does for the main module alone, so that it is built in a copy of its own folder. The web page is no part of the module.
cp -r "$(module "github.com/traefik/traefik/v3@$traefik")" "$work/source"
chmod -R u+w "$work/source"
mkdir -p "$work/source/webui/static"
echo 'There is no dashboard here.' > "$work/source/webui/static/index.html"
here=$work/source
build traefik ./cmd/traefik
finish_build
