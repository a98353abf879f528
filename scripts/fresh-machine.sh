#!/usr/bin/env bash
# As root on Debian: a machine that has nothing but Debian's base, git, this machine's Node and the commit checked out here. Runs a
# command there and throws the machine away: scripts/fresh-machine.sh npm test
# TAGWEAVE_FRESH_PACKAGES: Debian packages that the machine has besides ("python3 python3-venv" for .ci/run).
# TAGWEAVE_FRESH_BASE: a folder that keeps the Debian base for the next time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
[ $# -gt 0 ] || { echo 'fresh-machine: name a command, e.g. npm test' >&2; exit 2; }
command -v debootstrap > /dev/null || { echo 'fresh-machine: apt-get install debootstrap first' >&2; exit 2; }
if [ -z "${TAGWEAVE_FRESH_INSIDE:-}" ]; then
  # Mounts in a namespace of their own: they end with it, whatever happens.
  TAGWEAVE_FRESH_INSIDE=1 exec unshare --mount "scripts/fresh-machine.sh" "$@"
fi

room=$(mktemp -d)
trap 'umount -R "$room/root" 2> /dev/null || true; rm -rf --one-file-system "$room"' EXIT
base=${TAGWEAVE_FRESH_BASE:-$room/base}
if [ ! -e "$base/complete" ]; then
  mirror=$(cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2> /dev/null | sed -nE 's#^(deb|URIs:) +(\[[^]]*\] +)?(https?://[^ ]+).*#\3#p' | head -n 1)
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  debootstrap --variant=minbase --include=ca-certificates,git "$suite" "$base" "$mirror" > "$room/debootstrap.log" \
    || { cat "$room/debootstrap.log" >&2; exit 1; }
  touch "$base/complete"
fi
root=$room/root
mkdir "$root"
cp -a "$base/." "$root/"
mount --bind "$root" "$root"

# Node, and where this machine takes packages from.
for path in "$(command -v node)" "$(dirname "$(command -v node)")/../lib/node_modules/npm" \
  /etc/apt /etc/ssl/certs /etc/resolv.conf /etc/hosts /etc/pip.conf /root/.config/pip /root/.npmrc /etc/npmrc /usr/etc/npmrc; do
  [ -e "$path" ] || continue
  path=$(realpath "$path")
  mkdir -p "$root$(dirname "$path")"
  rm -rf "${root:?}$path"
  cp -aL "$path" "$root$path"
done
ln -sf ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/bin/npm"
ln -sf ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/bin/npx"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount --make-rslave "$root/dev"
inside() { chroot "$root" env -u TAGWEAVE_FRESH_INSIDE HOME=/root "$@"; }
if [ -n "${TAGWEAVE_FRESH_PACKAGES:-}" ]; then
  inside apt-get -qq update
  # shellcheck disable=SC2086 # a list
  inside env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $TAGWEAVE_FRESH_PACKAGES > /dev/null
fi
git clone --quiet --no-local --depth 1 "file://$PWD" "$root/root/tagweave"
inside sh -c 'cd /root/tagweave && exec "$@"' sh "$@"
