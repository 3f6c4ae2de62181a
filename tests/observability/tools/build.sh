#!/usr/bin/env bash
# build.sh   brings Prometheus, promtool and amtool, and rules that sloth has made, and prints the directory they are in:
#
#   tests/observability/tools/build.sh
#
# The directory is ${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/observability-HASH, where HASH is that of versions.env and of this script; when it is complete, nothing is done. The programs of
# Prometheus are packages of Debian sid, from the mirror that the machine itself has, under an apt configuration of their own: they are unpacked and not installed, so that the machine stays
# as it is. The rules are those that sloth's authors
# keep in its Go module, of a promise of 99.9 %. Needs Debian's apt, go and a module proxy.
set -eu -o pipefail
here=$(CDPATH= cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/../../support/build-go-tools.sh"
. "$here/versions.env"
target=${XDG_CACHE_HOME:-$HOME/.cache}/cadastre/observability-$(cat "$here/versions.env" "$here/build.sh" | sha256sum | cut -c1-12)
files=(promtool amtool prometheus sloth.yaml)
use_complete
start_build

mirror() { # prints where the machine's own apt gets Debian from
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.{list,sources} 2> /dev/null |
    sed -n -e 's/^URIs:[[:space:]]*\([^[:space:]]*\).*/\1/p' -e 's/^deb[[:space:]]\(\[[^]]*\][[:space:]]*\)\{0,1\}\([^[:space:]]*\).*/\2/p' | grep -m 1 '/debian/*$'
}
apt=$work/apt
mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,sources,packages}
printf 'Types: deb\nURIs: %s\nSuites: sid\nComponents: main\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$(mirror)" > "$apt/sources/sid.sources"
cat > "$apt/apt.conf" << EOT
Dir::Etc::SourceList "/dev/null";
Dir::Etc::SourceParts "$apt/sources";
Dir::State "$apt/state";
Dir::State::status "/dev/null";
Dir::Cache "$apt/cache";
APT::Sandbox::User "root";
EOT
export APT_CONFIG=$apt/apt.conf
apt-get -qq update >&2
(cd "$apt/packages" && apt-get -qq download prometheus promtool prometheus-alertmanager >&2)
for package in "$apt"/packages/*.deb; do dpkg -x "$package" "$apt/root"; done
cp "$apt"/root/usr/bin/{promtool,amtool,prometheus} "$work"

sloth_folder=$(cd "$work" && go mod download -json "github.com/slok/sloth@$sloth" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",$/\1/p')
cp "$sloth_folder/examples/_gen/getting-started.yml" "$work/sloth.yaml"
finish_build
