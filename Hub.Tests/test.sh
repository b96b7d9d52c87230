#!/usr/bin/env bash
# Installs what the tests need, builds, runs them, and ends with "Tests: N passed, M failed".
#
#   test.sh [long] [CLASS...]     long: the named trials at full size; CLASS: only classes whose name contains it
#
# Exit codes: 0 all passed, 1 a fault in build or tests or nothing ran, 3 something is missing that cannot be installed here.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
exec </dev/null
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

if [[ ${1:-} == long ]]; then
    export OMNIHUB_TRIALS=long
    shift
fi
filters=()
for name in "$@"; do
    [[ $name == *'*'* ]] || name="*$name*"
    filters+=(-class "$name")
done

missing_packages() {
    compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || echo postgresql
    { command -v swaks && perl -MNet::SSLeay -e 1; } >/dev/null 2>&1 || printf '%s\n' swaks libnet-ssleay-perl
    [[ -x /usr/sbin/smtp-sink ]] || echo postfix
    [[ -x /usr/sbin/dovecot && -x /usr/lib/dovecot/imap ]] || echo dovecot-imapd
    command -v python3 >/dev/null || echo python3
    /usr/bin/python3 -c 'import dkim' 2>/dev/null || echo python3-dkim
    command -v chromium >/dev/null || echo chromium
}

# The tests start servers of their own, so none may come to run on this machine: no cluster is made, Postfix gets no configuration, and
# no service is started, neither by the install (policy-rc.d) nor with the next boot. In a subshell, so that its end cleans up.
install_packages() (
    as_root=() clusters=/etc/postgresql-common/createcluster.d policy=/usr/sbin/policy-rc.d
    [[ $(id -u) == 0 ]] || as_root=(sudo -n)
    clean_up() {
        "${as_root[@]}" rm -f "$clusters/omnihub-tests.conf" "$policy"
        [[ ! -e $policy.before ]] || "${as_root[@]}" mv "$policy.before" "$policy"
    }
    trap clean_up EXIT
    "${as_root[@]}" mkdir -p "$clusters"
    echo 'create_main_cluster = false' | "${as_root[@]}" tee "$clusters/omnihub-tests.conf" >/dev/null
    [[ ! -e $policy ]] || "${as_root[@]}" mv "$policy" "$policy.before"
    printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
    "${as_root[@]}" chmod 755 "$policy"

    apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300)
    result=0
    [[ " $* " != *' postfix '* ]] || echo 'postfix postfix/main_mailer_type select No configuration' | "${as_root[@]}" debconf-set-selections
    "${apt[@]}" -q update || result=$?
    "${apt[@]}" -qy install --no-install-recommends "$@" || result=$?
    for package in postfix dovecot-imapd; do
        [[ " $* " == *" $package "* ]] && command -v systemctl >/dev/null || continue
        "${as_root[@]}" systemctl --quiet disable "${package%-imapd}" || result=$?
    done
    exit "$result"
)

# Debian lets only one IMAP server be installed. So Cyrus, the tests' second one, is unpacked where only they find it, and just the libraries
# that it needs are installed. In a subshell, so that its end cleans up; nothing half fetched is ever found.
export OMNIHUB_TESTS_CYRUS=${XDG_CACHE_HOME:-$HOME/.cache}/omnihub-tests/cyrus
cyrus_libraries() {
    apt-cache depends cyrus-imapd cyrus-common | sed -n 's/^ *Depends: \(lib.*\)/\1/p' | sort -u | while read -r library; do
        dpkg -s "$library" >/dev/null 2>&1 || echo "$library"
    done
}
fetch_cyrus() (
    mkdir -p "${OMNIHUB_TESTS_CYRUS%/*}" && folder=$(mktemp -d "$OMNIHUB_TESTS_CYRUS.XXXXXX") && cd "$folder" || exit
    trap 'rm -rf "$folder"' EXIT
    mapfile -t libraries < <(cyrus_libraries)
    # the first look may be at no lists of packages at all: the install brings them
    if ! apt-cache show cyrus-imapd >/dev/null 2>&1 || ((${#libraries[@]})); then
        install_packages "${libraries[@]:-libsasl2-modules}" || exit
        mapfile -t libraries < <(cyrus_libraries)
        ((${#libraries[@]} == 0)) || install_packages "${libraries[@]}" || exit
    fi
    apt-get -q download cyrus-imapd cyrus-common || exit
    for package in *.deb; do dpkg -x "$package" root || exit; done
    # another run of this script may have been faster
    mv -T root "$OMNIHUB_TESTS_CYRUS" || [[ -x $OMNIHUB_TESTS_CYRUS/usr/lib/cyrus/bin/imapd ]]
)

mapfile -t missing < <(missing_packages)
if ((${#missing[@]})); then
    if ! command -v apt-get >/dev/null || { [[ $(id -u) != 0 ]] && ! sudo -n true 2>/dev/null; }; then
        echo "The tests need these Debian packages: ${missing[*]}. Install them (as root: apt-get install ${missing[*]}) and try again." >&2
        exit 3
    fi
    echo "Installing ${missing[*]}"
    install_packages "${missing[@]}" || true
    mapfile -t missing < <(missing_packages)
    if ((${#missing[@]})); then
        echo "These Debian packages could not be installed: ${missing[*]}. The reason is above." >&2
        exit 3
    fi
fi
if [[ ! -x $OMNIHUB_TESTS_CYRUS/usr/lib/cyrus/bin/imapd ]]; then
    echo 'Unpacking cyrus-imapd'
    if ! fetch_cyrus; then
        echo "The tests need Debian's packages cyrus-imapd and cyrus-common unpacked in $OMNIHUB_TESTS_CYRUS. The reason is above." >&2
        exit 3
    fi
fi
if ! command -v dotnet >/dev/null; then
    echo "The tests need the .NET 10 SDK: no 'dotnet' on the PATH." >&2
    exit 3
fi

echo 'Building'
cd "$root"
# no build server may outlive this script and hold its output open
if ! dotnet build OmniHub.sln -c Release --nologo -v quiet -clp:NoSummary -warnaserror -nodeReuse:false -p:UseSharedCompilation=false; then
    echo 'The build failed.' >&2
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT
runner=0
dotnet Hub.Tests/bin/Release/net10.0/Hub.Tests.dll -noLogo -noColor -noAutoReporters -reporter verbose -longRunning 120 \
    "${filters[@]}" 2>&1 | { grep --line-buffered -v ' \[STARTING\]$' || true; } | tee "$log" || runner=$?

summary=$(grep -E '^ +Hub\.Tests +Total: ' "$log" | tail -n 1 || true)
count() { if [[ $summary =~ $1:\ ([0-9]+) ]]; then echo "${BASH_REMATCH[1]}"; else echo 0; fi; }
if [[ -n $summary ]]; then
    failed=$(($(count Failed) + $(count Errors)))
    skipped=$(count Skipped)
    passed=$(($(count Total) - $(count Failed) - skipped - $(count 'Not Run')))
else
    echo "The test runner ended before its summary (exit code $runner)." >&2
    failed=$(($(grep -c ' \[FAIL\]$' "$log" || true) + 1))
    skipped=$(grep -c ' \[SKIP\]$' "$log" || true)
    passed=$(($(grep -c ' \[FINISHED\] ' "$log" || true) - failed + 1))
fi
if ((passed + failed == 0)); then
    echo "No test ran${*:+: no class name contains any of: $*}." >&2
    runner=1
fi
if ((failed > 0)); then
    runner=1
    echo 'What failed, once more:'
    awk '/ \[FAIL\]$/ { failing = 1 } / \[(FINISHED|PASS|SKIP)\]/ { failing = 0 } failing && ++lines <= 400' "$log"
fi
echo "Tests: $passed passed, $failed failed$( ((skipped == 0)) || echo ", $skipped skipped")"
exit $((runner == 0 ? 0 : 1))
