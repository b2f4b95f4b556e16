#!/bin/sh
# The command rollcall in the image with a JVM. More options for the JVM: JDK_JAVA_OPTIONS.
exec java -XX:+UseSerialGC -XX:+ExitOnOutOfMemoryError -XX:AOTCache=/opt/rollcall/rollcall.aot \
  -jar /opt/rollcall/rollcall.jar "$@"
