#!/usr/bin/env bash
# own-network.sh COMMAND…   runs a command in a network of its own: a loopback interface with one more address, which CADASTRE_ROUTING_ADDRESS names, and nothing else.
#
# A Kubernetes API server refuses endpoints on 127.0.0.0/8, so that the backends of the tests need another address; here nothing can leave the machine. Needs Linux,
# unshare (util-linux) and ip (iproute2), and root or user namespaces. Where that is not to be had the command runs as it is, without the variable, and the tests that
# need the address say so.
set -eu
address=10.77.0.1
enter=(unshare --net)
"${enter[@]}" true 2> /dev/null || enter=(unshare --map-root-user --net)
# An API server looks for its own address along the default route.
prepare="ip link set lo up && ip address add $address/32 dev lo && ip route add default dev lo"
if "${enter[@]}" sh -c "$prepare" 2> /dev/null; then
  CADASTRE_ROUTING_ADDRESS=$address exec "${enter[@]}" sh -c "$prepare && exec \"\$@\"" sh "$@"
fi
exec "$@"
