#!/bin/sh
# Stands in for Maven: notes that it was called, fails on a source that holds the word BROKEN, else stages $FAKE_JAR and $FAKE_FLAGS.
case " $* " in *" -v "*) echo "Apache Maven ${FAKE_VERSION:-3.8.7} (fake)"; exit ;; esac
echo "$JAVA_HOME" >>"$FAKE_CALLS"
for argument; do
    case $argument in -Dtlpsim.stage=*) stage=${argument#*=} ;; esac
done
echo "output of the build"
mkdir -p "$stage/lib" "$stage/work/scenarios/classes/tlpsim"
if grep -q BROKEN sim-core/src/main/java/*.java; then
    echo "[ERROR] BROKEN"
    exit 1
fi
[ -z "${FAKE_SECONDS:-}" ] || sleep "$FAKE_SECONDS" >/dev/null 2>&1
cp "$FAKE_JAR" "$stage/lib/fake.jar"
cp "$FAKE_FLAGS" "$stage/work/scenarios/classes/tlpsim/jvm-flags.properties"
