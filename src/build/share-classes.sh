#!/bin/sh
# Makes the program's jar start in about half the time: writes down the classes that a run of it loads, as
# the JVM wants them, into a file beside the jar. Which file, and how to start with it, is printed at the end.
#
#   sh src/build/share-classes.sh [JAR]        target/rollcall.jar, unless another is named
#
# The run has peers of its own, needs loopback and no other network, and ends by itself. The file is for this
# jar and this JVM ($JAVA_HOME, else the java on the PATH): with others the JVM passes it over, in silence.
set -eu

JAR=${1:-target/rollcall.jar}
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java
PATIENCE=60

fail() {
  echo "share-classes: $*" >&2
  exit 1
}

[ -f "$JAR" ] || fail "there is no $JAR; ./mvnw package makes it"
VERSION=$("$JAVA" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = //p')
[ -n "$VERSION" ] || fail "$JAVA does not say its version"

# A cache of JDK 25 and later holds more than the classes: how they are linked, and where time is spent.
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

: >"$SCRATCH/said"
# Written in full, then put in its place: a file that is in use stays as it is.
"$JAVA" "$WRITE$SCRATCH/classes" "$QUIET" -Drollcall.listen.host=127.0.0.1 -Drollcall.listen.port=0 \
  -jar "$JAR" demo >"$SCRATCH/said" 2>&1 &
PID=$!

port() {
  sed -n 's/.*Listening on: https\{0,1\}:.*:\([0-9][0-9]*\).*/\1/p' "$SCRATCH/said"
}

waited=0
while [ -z "$(port)" ]; do
  kill -0 "$PID" 2>/dev/null || fail "the program did not start: $(cat "$SCRATCH/said")"
  [ "$waited" -lt "$PATIENCE" ] || fail "the program does not listen after $PATIENCE s: $(cat "$SCRATCH/said")"
  sleep 1
  waited=$((waited + 1))
done
"$JAVA" -jar "$JAR" list --server "127.0.0.1:$(port)" -o ids >"$SCRATCH/listed" ||
  fail "the program did not answer: $(cat "$SCRATCH/said")"
[ -s "$SCRATCH/listed" ] || fail "the program lists no peers: $(cat "$SCRATCH/said")"

kill -TERM "$PID"
wait "$PID" || [ $? -eq 143 ] || fail "the program did not end in order: $(cat "$SCRATCH/said")"
PID=
[ -s "$SCRATCH/classes" ] || fail "the JVM wrote nothing: $(cat "$SCRATCH/said")"
chmod 644 "$SCRATCH/classes"
cp "$SCRATCH/classes" "$FILE.new"
mv "$FILE.new" "$FILE"
echo "wrote $FILE; start with: java $READ$FILE -jar $JAR"
