# Sourced by scripts that build pinned Go programs once. They set `here`, the folder of their go.mod, `target` and `files`, what it has to hold.

unset CDPATH
export CGO_ENABLED=0 GOWORK=off

# use_complete: ends the script when there is nothing to do
use_complete() {
  local file
  for file in "${files[@]}"; do [ -s "$target/$file" ] || return 0; done
  echo "$target"
  exit 0
}

# start_build: makes `work`, which goes with the script
start_build() {
  command -v go > /dev/null || { echo "$0: go is not on PATH; it is needed to build the programs in $here/go.mod" >&2; exit 1; }
  mkdir -p "$target"
  work=$(mktemp -d "${target%/*}/.build-XXXXXX") # beside the target, so that a rename is enough
  trap 'rm -rf "$work"' EXIT
}

# build PROGRAM PACKAGE
build() {
  local started=$SECONDS
  (cd "$here" && go build -mod=readonly -trimpath -buildvcs=false -ldflags '-s -w' -o "$work/$1" "$2") >&2
  echo "$1: $((SECONDS - started)) s" >&2
}

# finish_build: puts what was made into its place
finish_build() {
  local file
  for file in "${files[@]}"; do mv -f "$work/$file" "$target/$file"; done
  echo "$target"
}
