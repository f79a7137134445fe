#!/usr/bin/env bash
# The one door of this repository: builds what is stale, then does what is asked. See `./run.sh help`.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ARTIFACTS=$ROOT/artifacts
ENGINE=$ARTIFACTS/publish/Engine.Native/release/engine
STAMP=$ARTIFACTS/engine.sources
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

help() {
    cat <<'TEXT'
./run.sh                      trade on the embedded venue with a live view (engine paper); Ctrl-C ends it
./run.sh engine <verb> ...    run a verb of the engine; `./run.sh engine --help` lists them
./run.sh test [options]       build, run every test, end with a line `N passed, N failed`
./run.sh bench [filter]       run the benchmarks whose names contain the filter; ./run.sh bench help
./run.sh fuzz [seconds]       fuzz frame reader and decoders (60 s): by afl-fuzz where it is installed, else or with --built-in by the own driver
./run.sh chaos [rounds] [seed] kill the binary at random moments (200 rounds), start it again, and compare every fill and order with the exchange's own list
./run.sh build                build the NativeAOT binary where it is stale, and nothing else
./run.sh help                 this text

The binary is built when its sources have changed since the last build (about a minute).
Options of the test runner follow `test`, such as: ./run.sh test -class "*ConfigFaultTests"
Options without a verb go to paper, such as: ./run.sh --headless --duration 60s --db paper.db
TEXT
}

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "run.sh: $*"
    exit 1
}

# The SDK: on the path, or where its install script puts it.
need_sdk() {
    if ! command -v dotnet >/dev/null; then
        local place
        for place in "${DOTNET_ROOT:-}" "$HOME/.dotnet" /usr/lib/dotnet /usr/share/dotnet; do
            if [[ -n $place && -x $place/dotnet ]]; then
                export DOTNET_ROOT=$place PATH=$place:$PATH
                break
            fi
        done
    fi
    local advice="Install it: apt-get install dotnet-sdk-10.0 (Ubuntu, Debian), dnf install dotnet-sdk-10.0 (Fedora), or https://dotnet.microsoft.com/download/dotnet/10.0"
    command -v dotnet >/dev/null || fail "the .NET 10 SDK is missing: no \`dotnet\` on the path. $advice"
    (cd "$ROOT" && dotnet --version >/dev/null 2>&1) ||
        fail "\`$(command -v dotnet)\` has no .NET 10 SDK (it has: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | paste -sd' ')). $advice"
}

# What the NativeAOT linker step really uses: a C compiler driver, the bfd linker, libc's start files, objcopy. zlib comes with the SDK.
need_native_toolchain() {
    local advice="Install it: apt-get install gcc libc6-dev (Ubuntu, Debian), dnf install gcc glibc-devel binutils (Fedora); clang serves as well"
    local compiler trial
    compiler=$(command -v clang || command -v gcc) || fail "no C compiler: the NativeAOT build links with clang or gcc. $advice"
    command -v objcopy >/dev/null || command -v llvm-objcopy >/dev/null || fail "no objcopy: it separates the debug symbols. Install it: apt-get install binutils"
    trial=$(mktemp)
    if ! printf 'int main(void){return 0;}' | "$compiler" -x c - -o "$trial" -fuse-ld=bfd -gz=zlib -pie -pthread -ldl -lrt -lm 2>"$trial.log"; then
        say "$(head -n 5 "$trial.log")"
        rm -f "$trial" "$trial.log"
        fail "\`$compiler\` cannot link a program the way the NativeAOT build does (above). $advice"
    fi
    rm -f "$trial" "$trial.log"
}

# TLS is loaded at run time, so its absence stops nothing but wss:// addresses.
warn_without_tls() {
    local found
    found=$(find /lib /lib64 /usr/lib /usr/lib64 /usr/local/lib /usr/local/lib64 -name 'libssl.so*' -print -quit 2>/dev/null || true)
    [[ -n $found ]] || say "run.sh: no libssl found: wss:// addresses will not work. Install it: apt-get install libssl3 (paper trading needs none)"
}

need_processor() {
    [[ $(uname -m) == x86_64 && -r /proc/cpuinfo ]] || return 0
    local flags flag missing=()
    flags=" $(grep -m1 '^flags' /proc/cpuinfo | cut -d: -f2) "
    for flag in avx avx2 bmi1 bmi2 f16c fma abm movbe; do
        [[ $flags == *" $flag "* ]] || missing+=("$flag")
    done
    [[ ${#missing[@]} -eq 0 ]] ||
        fail "this processor is older than x86-64-v3 (it lacks ${missing[*]}), which the engine is compiled for; \`dotnet publish Engine.Native -c Release -p:IlcInstructionSet=x86-64-v2\` builds one without AVX2"
}

sources_hash() {
    (cd "$ROOT" && {
        find Engine.Core Engine.Native -type f -not -path '*/bin/*' -not -path '*/obj/*' -print0
        find . -maxdepth 1 \( -name 'Directory.*' -o -name global.json -o -name .editorconfig \) -print0
    } | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)
}

# Runs a long step with its output in a log: elapsed seconds on a terminal, the log itself if it fails.
quietly() {
    local title=$1 log=$2
    shift 2
    mkdir -p "$(dirname "$log")"
    say "$title ..."
    "$@" >"$log" 2>&1 &
    local step=$! code=0
    # A step outlives its shell's end unless it is ended with it.
    trap 'kill "$step" 2>/dev/null || true' EXIT
    while [[ -t 2 ]] && kill -0 "$step" 2>/dev/null; do
        printf '\r  %d s ' "$((SECONDS - STARTED))" >&2
        sleep 1
    done
    wait "$step" || code=$?
    trap - EXIT
    [[ -t 2 ]] && printf '\r          \r' >&2
    if [[ $code -ne 0 ]]; then
        cat "$log" >&2
        fail "$title failed (code $code); the log is $log"
    fi
}
STARTED=$SECONDS

build_engine() {
    need_processor
    mkdir -p "$ARTIFACTS"
    # Two builds at once would write over each other.
    exec 9>"$ARTIFACTS/engine.lock"
    if command -v flock >/dev/null; then flock 9; fi
    local hash
    hash=$(sources_hash)
    if [[ ! -x $ENGINE || ! -f $STAMP || $(<"$STAMP") != "$hash" ]]; then
        need_sdk
        need_native_toolchain
        warn_without_tls
        rm -f "$STAMP"
        local log=$ARTIFACTS/engine-build.log
        quietly "Building the engine (NativeAOT, about a minute)" "$log" dotnet publish "$ROOT/Engine.Native" -c Release -v minimal -nologo 9>&-
        # A method the compiler could not translate is an exception waiting on some path; it is only a remark in its output.
        if grep -F 'will always throw' "$log" >&2; then
            fail "the NativeAOT compiler left methods that always throw (above)"
        fi
        printf '%s\n' "$hash" >"$STAMP"
    fi
    exec 9>&-
}

run_engine() {
    build_engine
    exec "$ENGINE" "$@"
}

attribute() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$2"; }

run_tests() {
    need_sdk
    local report=$ARTIFACTS/test-report.xml runner=$ARTIFACTS/bin/Engine.Tests/release/Engine.Tests
    quietly "Building the tests" "$ARTIFACTS/test-build.log" dotnet build "$ROOT/Engine.slnx" -c Release -v quiet -nologo
    rm -f "$report"
    local code=0 summary='' passed failed skipped errors colour=()
    [[ -t 1 ]] || colour=(-noColor)
    (cd "$ROOT" && "$runner" -noLogo "${colour[@]}" -result-xml "$report" "$@") || code=$?
    # On a terminal the runner leaves its colour codes at the start of the next line, which is to hold the counts alone.
    [[ -t 1 ]] && printf '\n'
    [[ -f $report ]] && summary=$(grep -o -m1 '<assembly [^>]*>' "$report" || true)
    passed=$(attribute passed "$summary") failed=$(attribute failed "$summary") skipped=$(attribute skipped "$summary") errors=$(attribute errors "$summary")
    if [[ -z $passed || -z $failed || -z $errors ]]; then
        say "run.sh: the test run ended with code $code and without a report: it crashed or was stopped"
        passed=0 failed=1 errors=0
    fi
    failed=$((failed + errors))
    if [[ $((passed + failed)) -eq 0 ]]; then
        say "run.sh: no test ran"
        code=1
    elif [[ $code -ne 0 && $failed -eq 0 ]]; then
        say "run.sh: the test runner ended with code $code after its report"
        failed=1
    fi
    [[ ${skipped:-0} -eq 0 ]] || printf '%d skipped: recorded venue data is absent (ENGINE_DATA names its folder)\n' "$skipped"
    printf '%d passed, %d failed\n' "$passed" "$failed"
    [[ $failed -eq 0 && $code -eq 0 ]]
}

run_bench() {
    need_sdk
    quietly "Building the benchmarks" "$ARTIFACTS/bench-build.log" dotnet build "$ROOT/Engine.Bench" -c Release -v quiet -nologo
    cd "$ROOT"
    exec "$ARTIFACTS/bin/Engine.Bench/release/Engine.Bench" "$@"
}

# The tests' own program drives the fuzz target, over a copy of Engine.Core that tells where it has been.
run_fuzz() {
    local seconds=60 built_in=false word
    for word in "$@"; do
        case $word in
            --built-in) built_in=true ;;
            *[!0-9]* | '') fail "fuzz: found '$word', expected a number of seconds or --built-in" ;;
            *) seconds=$word ;;
        esac
    done
    need_sdk
    quietly "Building the fuzz target" "$ARTIFACTS/fuzz-build.log" dotnet build "$ROOT/Engine.Tests" -c Release -v quiet -nologo
    local place=$ARTIFACTS/fuzz findings code=0
    findings=$place/findings-$(date +%Y%m%d-%H%M%S)
    rm -rf "$place/bin" "$place/corpus"
    mkdir -p "$place" "$findings"
    cp -r "$ARTIFACTS/bin/Engine.Tests/release" "$place/bin"
    local target=$place/bin/Engine.Tests
    "$target" fuzz --instrument "$place/bin/Engine.Core.dll" || fail "Engine.Core could not be instrumented"
    if [[ $built_in == false ]] && command -v afl-fuzz >/dev/null; then
        "$target" fuzz --corpus "$place/corpus"
        say "afl-fuzz for $seconds s ..."
        AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 \
            afl-fuzz -i "$place/corpus" -o "$findings" -V "$seconds" -m none -t 10000 -- "$target" fuzz --afl >"$findings/afl.log" 2>&1 || code=$?
        grep -hE '^(execs_done|execs_per_sec|corpus_count|edges_found|saved_crashes|saved_hangs) ' "$findings/default/fuzzer_stats" || tail -n 20 "$findings/afl.log"
        if [[ -n $(find "$findings/default/crashes" "$findings/default/hangs" -name 'id*' 2>/dev/null) ]]; then code=1; fi
    else
        "$target" fuzz "$seconds" "$findings" || code=$?
        if [[ -f $findings/current ]]; then
            mv "$findings/current" "$findings/finding-crash"
            say "the process died or hung; its input is $findings/finding-crash"
        fi
    fi
    if [[ $code -eq 0 ]]; then
        say "no finding"
    else
        say "findings are in $findings; one is repeated with: $target fuzz --repeat FILE"
    fi
    return "$code"
}

# The tests' own program kills the binary; everything it makes lies in a folder of its own.
run_chaos() {
    if [[ $# -gt 0 && ! $1 =~ ^0*[1-9][0-9]*$ ]]; then
        say "run.sh: chaos: rounds: found $1, expected a whole number from 1 on"
        exit 2
    elif [[ $# -gt 1 && ! $2 =~ ^[0-9]+$ ]]; then
        say "run.sh: chaos: seed: found $2, expected a whole number from 0 on"
        exit 2
    elif [[ $# -gt 2 ]]; then
        say "run.sh: chaos: found $3, expected nothing behind [rounds] [seed]"
        exit 2
    fi
    build_engine
    need_sdk
    quietly "Building the tests" "$ARTIFACTS/test-build.log" dotnet build "$ROOT/Engine.Tests" -c Release -v quiet -nologo
    ENGINE_BINARY=$ENGINE exec "$ARTIFACTS/bin/Engine.Tests/release/Engine.Tests" chaos "$@"
}

case "${1:-}" in
    '') run_engine paper ;;
    engine) shift; run_engine "$@" ;;
    test) shift; run_tests "$@" ;;
    bench) shift; run_bench "$@" ;;
    fuzz) shift; run_fuzz "$@" ;;
    chaos) shift; run_chaos "$@" ;;
    build) build_engine ;;
    help | -h | --help) help ;;
    -*) run_engine paper "$@" ;;
    *)
        say "run.sh: found $1, expected engine, test, bench, fuzz, chaos, build or help"
        help >&2
        exit 2
        ;;
esac
