#!/bin/sh
# Makes the program's jar start in about half the time: writes the classes that a run of it loads into a
# class data sharing archive next to the jar. The file, and how to start with it, is printed at the end.
#
#   sh src/build/share-classes.sh [JAR]        target/rollcall.jar, unless another is named
#
# The run uses simulated peers, needs no network but loopback, and stops by itself. The file is for this jar
# and this JVM ($JAVA_HOME, else the java on the PATH): any other silently ignores it.
set -eu

JAR=${1:-target/rollcall.jar}
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
TIMEOUT=60

fail() {
  echo "share-classes: $*" >&2
  exit 1
}

[ -f "$JAR" ] || fail "$JAR does not exist; ./mvnw package builds it"
VERSION=$("$JAVA" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
[ -n "$VERSION" ] || fail "$JAVA does not report its version"

# The AOT cache of JDK 25 and later contains more than the classes: linking and profiles too.
if [ "${VERSION%%.*}" -ge 25 ]; then
  FILE=${JAR%.jar}.aot
  WRITE=-XX:AOTCacheOutput=
  READ=-XX:AOTCache=
  QUIET=-Xlog:aot*=error,cds*=error
else
  FILE=${JAR%.jar}.jsa
  WRITE=-XX:ArchiveClassesAtExit=
  READ=-XX:SharedArchiveFile=
  QUIET=-Xlog:cds*=error,class+path*=error
fi

SCRATCH=$(mktemp -d)
PID=
end() {
  [ -z "$PID" ] || kill -9 "$PID" 2>/dev/null || true
  rm -rf "$SCRATCH"
}
trap end EXIT
trap 'exit 1' INT TERM HUP

: >"$SCRATCH/log"
# Written completely, then renamed: a file in use is not modified.
"$JAVA" "$WRITE$SCRATCH/classes" "$QUIET" -Drollcall.listen.host=127.0.0.1 -Drollcall.listen.port=0 \
  -jar "$JAR" demo >"$SCRATCH/log" 2>&1 &
PID=$!

port() {
  sed -n 's/.*Listening on: https\{0,1\}:.*:\([0-9][0-9]*\).*/\1/p' "$SCRATCH/log"
}

waited=0
while [ -z "$(port)" ]; do
  kill -0 "$PID" 2>/dev/null || fail "the program did not start: $(cat "$SCRATCH/log")"
  [ "$waited" -lt "$TIMEOUT" ] || fail "the program does not listen after $TIMEOUT s: $(cat "$SCRATCH/log")"
  sleep 1
  waited=$((waited + 1))
done
"$JAVA" -jar "$JAR" list --server "127.0.0.1:$(port)" -o ids >"$SCRATCH/listed" ||
  fail "the program did not answer: $(cat "$SCRATCH/log")"
[ -s "$SCRATCH/listed" ] || fail "the program lists no peers: $(cat "$SCRATCH/log")"

kill -TERM "$PID"
wait "$PID" || [ $? -eq 143 ] || fail "the program did not shut down cleanly: $(cat "$SCRATCH/log")"
PID=
[ -s "$SCRATCH/classes" ] || fail "the JVM wrote nothing: $(cat "$SCRATCH/log")"
chmod 644 "$SCRATCH/classes"
cp "$SCRATCH/classes" "$FILE.new"
mv "$FILE.new" "$FILE"
echo "wrote $FILE; start with: java $READ$FILE -jar $JAR"
