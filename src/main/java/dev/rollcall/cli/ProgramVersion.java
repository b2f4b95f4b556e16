package dev.rollcall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Provides the text of {@code --version} from the resource that the build writes. */
final class ProgramVersion implements IVersionProvider {

  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() {
    Properties build = new Properties();
    try (InputStream resource = ProgramVersion.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program");
      }
      build.load(resource);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new String[] {
      "rollcall %s (commit %s)"
          .formatted(build.getProperty("version"), build.getProperty("commit")),
      "Java %s, %s"
          .formatted(System.getProperty("java.version"), System.getProperty("java.vm.name"))
    };
  }
}
