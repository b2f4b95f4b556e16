package dev.rollcall.testing.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rollcall.testing.network.EmulatedNetwork;
import dev.rollcall.testing.time.Eventually;
import dev.rollcall.v1.DiscoveryGrpc;
import dev.rollcall.v1.DiscoveryGrpc.DiscoveryBlockingStub;
import dev.rollcall.v1.ListPeersRequest;
import dev.rollcall.v1.ListPeersResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packaged program as a process of its own, jar or native binary, whichever was built last. It
 * is reached through its public interfaces only, and listens on a free port.
 */
public final class PackagedRollcall implements AutoCloseable {

  private static final Pattern WATCHERS = Pattern.compile("(?m)^rollcall_watchers (\\S+)$");
  private static final Pattern LISTENING = Pattern.compile("Listening on: https?://[^:]+:(\\d+)");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String LOOPBACK = "127.0.0.1";

  private final Process process;
  private final String host;
  private final List<String> output = new CopyOnWriteArrayList<>();
  private final Thread reader;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Optional<ManagedChannel> channel = Optional.empty();
  private volatile boolean isClosed;

  private PackagedRollcall(Process process, String host) {
    this.process = process;
    this.host = host;
    this.reader = new Thread(this::read, "output-of-rollcall");
    this.reader.setDaemon(true);
    this.reader.start();
  }

  /**
   * Starts it.
   *
   * @param directory to run in
   * @param settings by the name of the property; they win over the environment
   * @param environment added to that of this process
   */
  public static PackagedRollcall start(
      Path directory, Map<String, String> settings, Map<String, String> environment)
      throws IOException {
    return start(List.of(), LOOPBACK, directory, settings, environment);
  }

  /** Starts it on its side of this network; clients reach it from outside. */
  public static PackagedRollcall startIn(
      EmulatedNetwork network, Path directory, Map<String, String> settings) throws IOException {
    Map<String, String> all = new TreeMap<>(settings);
    all.put("rollcall.listen.host", "0.0.0.0");
    return start(network.onRollcallsSide(), network.host(), directory, all, Map.of());
  }

  /** Starts it so that permissions count for it, which they do not for root. */
  public static PackagedRollcall startUnprivileged(Path directory, Map<String, String> settings)
      throws IOException {
    boolean root = Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid"));
    List<String> prefix =
        root
            ? List.of("setpriv", "--bounding-set=-dac_override,-dac_read_search")
            : List.<String>of();
    return start(prefix, LOOPBACK, directory, settings, Map.of());
  }

  /**
   * Starts a jar.
   *
   * @param java the JVM's program and its options
   */
  public static PackagedRollcall startJar(
      List<String> java, Path jar, Path directory, Map<String, String> settings)
      throws IOException {
    List<String> command = new ArrayList<>(java);
    command.addAll(properties(settings));
    command.add("-jar");
    command.add(jar.toString());
    return start(command, LOOPBACK, directory, Map.of());
  }

  private static PackagedRollcall start(
      List<String> prefix,
      String host,
      Path directory,
      Map<String, String> settings,
      Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(command(properties(settings)));
    return start(command, host, directory, environment);
  }

  private static PackagedRollcall start(
      List<String> words, String host, Path directory, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>(hearingHangups());
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new PackagedRollcall(builder.start(), host);
  }

  private static List<String> properties(Map<String, String> settings) {
    List<String> properties = new ArrayList<>();
    properties.add("-Drollcall.listen.port=0");
    settings.forEach((name, value) -> properties.add("-D" + name + "=" + value));
    return properties;
  }

  /** Under nohup a process is deaf to SIGHUP, and so would be those that it starts. */
  private static List<String> hearingHangups() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return List.of();
    }
    boolean deaf =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .anyMatch(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16) % 2 != 0);
    return deaf ? List.of("env", "--default-signal=HUP") : List.of();
  }

  private static Path target() {
    return Path.of(System.getProperty("packaged.directory", "target"));
  }

  private static Properties artifact() throws IOException {
    Properties artifact = new Properties();
    try (InputStream in = Files.newInputStream(target().resolve("quarkus-artifact.properties"))) {
      artifact.load(in);
    }
    return artifact;
  }

  /** Whether it is a native binary, and no JVM. */
  public static boolean isNative() throws IOException {
    return artifact().getProperty("type").equals("native");
  }

  /** The words that start the program; arguments may follow. */
  public static List<String> words() throws IOException {
    return command(List.of());
  }

  /** Where the jar or the binary is. */
  public static Path program() throws IOException {
    return target().resolve(artifact().getProperty("path")).toAbsolutePath();
  }

  private static List<String> command(List<String> properties) throws IOException {
    String path = program().toString();
    List<String> command = new ArrayList<>();
    if (isNative()) {
      command.add(path);
      command.addAll(properties);
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      Stream.of("packaged.compiler", "packaged.classes")
          .map(System::getProperty)
          .filter(Objects::nonNull)
          .forEach(command::add);
      command.addAll(properties);
      command.add("-jar");
      command.add(path);
    }
    return command;
  }

  /** Waits until it listens. */
  public PackagedRollcall listening() {
    Eventually.holds("it listens", PATIENCE, () -> port().isPresent() || !process.isAlive());
    if (port().isEmpty()) {
      throw new AssertionError("it ended: " + output);
    }
    return this;
  }

  /** The exit code, once it has ended. */
  public int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it goes on: " + output);
    }
    reader.join(PATIENCE.toMillis());
    return process.exitValue();
  }

  /** Sends SIGTERM. Process.destroy does that too, but reads none of the output that follows. */
  public void terminate() {
    try {
      signal("TERM");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends SIGHUP. */
  public void hangUp() throws IOException {
    signal("HUP");
  }

  /** Sends a signal, such as STOP. */
  public void signal(String name) throws IOException {
    SystemCommand.run("kill", "-" + name, String.valueOf(process.pid()));
  }

  /** Whether its process is there. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** The id of its process. */
  public long pid() {
    return process.pid();
  }

  /** The port that it listens on, if it does. */
  public Optional<Integer> port() {
    return output.stream()
        .map(LISTENING::matcher)
        .filter(Matcher::find)
        .map(matcher -> Integer.valueOf(matcher.group(1)))
        .findFirst();
  }

  /** What it has printed, line by line. */
  public List<String> output() {
    return List.copyOf(output);
  }

  /** The printed lines that hold this text. */
  public List<String> lines(String text) {
    return output.stream().filter(line -> line.contains(text)).toList();
  }

  /** The contract, with a deadline of 10 s on each call. */
  public DiscoveryBlockingStub discovery() {
    return DiscoveryGrpc.newBlockingStub(channel()).withDeadlineAfter(10, TimeUnit.SECONDS);
  }

  /** All peers. */
  public ListPeersResponse list() {
    return discovery().listPeers(ListPeersRequest.getDefaultInstance());
  }

  /** A plain connection to it, the same for each call. */
  public synchronized ManagedChannel channel() {
    if (channel.isEmpty()) {
      channel =
          Optional.of(
              NettyChannelBuilder.forAddress(host, port().orElseThrow()).usePlaintext().build());
    }
    return channel.get();
  }

  /** What GET of this path answers. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + host + ":" + port().orElseThrow() + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** How many watches and waits of clients it has. */
  public int watchers() {
    try {
      String metrics = get("/q/metrics").body();
      Matcher matcher = WATCHERS.matcher(metrics);
      if (!matcher.find()) {
        throw new AssertionError("no watchers in " + metrics);
      }
      return (int) Double.parseDouble(matcher.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
      }
    } catch (IOException e) {
      // The stream is closed when the process is killed.
      if (!isClosed && process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Kills it, and throws if it has printed the name of a class. */
  @Override
  public void close() {
    isClosed = true;
    channel.ifPresent(ManagedChannel::shutdownNow);
    process.destroyForcibly();
    ClassNames.assertNone(output());
  }
}
