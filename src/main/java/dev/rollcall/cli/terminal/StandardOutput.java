package dev.rollcall.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The standard output, which remembers why it could not be written: a {@link java.io.PrintStream}
 * only knows that it could not.
 */
public final class StandardOutput extends OutputStream {

  private static final int TYPE_OF_FILE = 0170000;
  private static final int FIFO = 0010000;
  private static final int SOCKET = 0140000;

  private final OutputStream out;
  private final Path file;
  private volatile @Nullable IOException failure;

  /**
   * @param file what {@code out} writes to, to be examined when it fails
   */
  public StandardOutput(OutputStream out, Path file) {
    this.out = out;
    this.file = file;
  }

  /** Why it could not be written; empty if it could, or if only its reader has closed it. */
  public Optional<String> problem() {
    IOException cause = failure;
    return cause == null || isPipe()
        ? Optional.empty()
        : Optional.of("standard output: " + cause.getMessage());
  }

  // Nothing else can happen to a pipe or socket. The text of the error differs between languages.
  private boolean isPipe() {
    try {
      int type = (Integer) Files.getAttribute(file, "unix:mode") & TYPE_OF_FILE;
      return type == FIFO || type == SOCKET;
    } catch (IOException | IllegalArgumentException | UnsupportedOperationException e) {
      return true;
    }
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
