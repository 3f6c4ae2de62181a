#!/usr/bin/env bash
# operator-crds.sh   collects the operators' own definitions of their custom resources and prints the directory they are in, as stdout's last line.
#
# They come from the operators' Go modules, in the versions below; nothing of them is part of this repository. The directory is
# ${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/operator-crds-<versions>; when it is there, nothing is downloaded. Needs go and a module proxy.
set -eu -o pipefail
unset CDPATH
cloudnative_pg=v1.30.0
external_secrets=v1.3.2
sealed_secrets=v0.40.0
prometheus_operator=v0.85.0
cilium=v1.19.0
cert_manager=v1.19.1 # a team's own Certificates are carried

cache=${XDG_CACHE_HOME:-$HOME/.cache}/cadastre
target=$cache/operator-crds-cloudnative-pg-$cloudnative_pg-external-secrets-$external_secrets-sealed-secrets-$sealed_secrets-cert-manager-$cert_manager-prometheus-operator-$prometheus_operator-cilium-$cilium
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
cnpg=$(module "github.com/cloudnative-pg/cloudnative-pg@$cloudnative_pg")/config/crd/bases
eso=$(module "github.com/external-secrets/external-secrets@$external_secrets")/config/crds/bases
sealed=$(module "github.com/bitnami-labs/sealed-secrets@$sealed_secrets")/helm/sealed-secrets/crds
cert=$(module "github.com/cert-manager/cert-manager@$cert_manager")/deploy/crds
prometheus=$(module "github.com/prometheus-operator/prometheus-operator@$prometheus_operator")/example/prometheus-operator-crd-full
cilium_crds=$(module "github.com/cilium/cilium@$cilium")/pkg/k8s/apis/cilium.io/client/crds/v2
mkdir "$work/crds"
for file in "$cnpg"/postgresql.cnpg.io_{databaseroles,databases}.yaml "$eso"/external-secrets.io_{externalsecrets,pushsecrets}.yaml "$eso"/generators.external-secrets.io_passwords.yaml "$sealed"/bitnami.com_sealedsecrets.yaml "$cert"/cert-manager.io_certificates.yaml "$prometheus"/monitoring.coreos.com_{podmonitors,prometheusrules,servicemonitors}.yaml "$cilium_crds"/ciliumnetworkpolicies.yaml; do
  install -m 644 "$file" "$work/crds/"
done
mv -T "$work/crds" "$target" 2> /dev/null || [ -d "$target" ] # another run may have been first
echo "$target"
