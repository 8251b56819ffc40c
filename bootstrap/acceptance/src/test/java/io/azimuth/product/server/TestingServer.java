package io.azimuth.product.server;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.product.leak.LeakCheck;
import io.azimuth.product.leak.RunCorpus;
import io.azimuth.product.leak.SeenSecrets;
import io.azimuth.spi.engine.Key;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * A whole Azimuth server, started from a real configuration file and called over real HTTP, with a
 * simulated Azure.
 *
 * <pre>{@code
 * try (TestingServer server = TestingServer.in(directory).clock(clock).start()) {
 *   server.root().write("sys/auth/team/azure", Map.of("type", "azure"));
 *   server.anonymous().post("auth/team/azure/login", ...);
 * }
 * }</pre>
 *
 * <p>Closing it checks a property of every run: its log and its audit files contain no token, JWT,
 * client secret or secret value that a client of this server sent or received, in any encoding, and
 * no other text that looks like a token. {@link LeakCheck} checks the same for all servers of a
 * build together.
 */
public final class TestingServer implements AutoCloseable {

  private final Path directory;
  private final Optional<String> engineName;
  private final AzureSimulator azure;
  private final Supplier<RunningServer> launch;
  private final Supplier<RunningServer> launchHere;
  private final SeenSecrets seen = new SeenSecrets();
  private final HttpClient http;
  private RunningServer running;
  private String rootToken = "";
  private final StringBuilder earlierLogs = new StringBuilder();

  TestingServer(TestingServerBuilder builder, AzureSimulator azure, HttpClient http) {
    this.directory = builder.directory();
    this.engineName = builder.engineName();
    this.azure = azure;
    this.http = http;
    this.launch = builder.launch();
    this.launchHere = builder.launchHere();
    this.running = launch.get();
  }

  /**
   * Builds a server with all files in this directory. By default it runs in memory and in this JVM.
   */
  public static TestingServerBuilder in(Path directory) {
    return new TestingServerBuilder(directory);
  }

  /** Initialises it and keeps the root token. */
  public void initialise() {
    Reply reply = anonymous().send("PUT", "sys/init", "{}");
    if (reply.status() != 200) {
      throw new AssertionError("sys/init answered " + reply);
    }
    rootToken = reply.body().path("root_token").asText();
  }

  /** Initialises it with these parameters and keeps the root token; returns the answer. */
  public Reply initialise(Map<String, ?> parameters) {
    Reply reply = anonymous().write("sys/init", parameters);
    rootToken = reply.body().path("root_token").asText();
    return reply;
  }

  /** The root token. */
  public String rootToken() {
    return rootToken;
  }

  /** A client with the root token. */
  public TestingClient root() {
    return anonymous().as(rootToken);
  }

  /** A client with this token. */
  public TestingClient as(String token) {
    return anonymous().as(token);
  }

  /** A client without a token. */
  public TestingClient anonymous() {
    return new TestingClient(http, this::address, seen, Map.of());
  }

  /** A client without a token, whose connections have this TLS. */
  public TestingClient anonymous(SSLContext tls) {
    HttpClient own =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).sslContext(tls).build();
    return new TestingClient(own, this::address, seen, Map.of());
  }

  /** A new token with only these policies, without the default policy. */
  public String tokenOf(String policies) {
    return root()
        .write("auth/token/create", Map.of("policies", policies, "no_default_policy", true))
        .clientToken();
  }

  /** Writes the policy and returns a new token with only this policy. */
  public String tokenWith(String policy, String text) {
    root().write("sys/policies/acl/" + policy, Map.of("policy", text));
    return tokenOf(policy);
  }

  /** The simulated Azure. Its cloud has the name {@code lab}. */
  public AzureSimulator azure() {
    return azure;
  }

  /** The base address of the first listener. */
  public URI address() {
    return running.address();
  }

  /** Where its listeners are, in the order of the configuration; only for a server in this JVM. */
  public List<InetSocketAddress> listeners() {
    return ((InProcessServer) running).listeners();
  }

  /** A file or directory next to the configuration. */
  public Path path(String name) {
    return directory.resolve(name);
  }

  /** The number of records with this key prefix; not for a server in its own JVM. */
  public long count(String keyPrefix) {
    return WatchedEngine.named(engineName.orElseThrow()).count(keyPrefix);
  }

  /** The keys of the records with this prefix; not for a server in its own JVM. */
  public Set<Key> keys(String prefix) {
    return engine().keys(prefix);
  }

  /** The engine of its store; not for a server in its own JVM. */
  public WatchedEngine engine() {
    return WatchedEngine.named(engineName.orElseThrow());
  }

  /** Runs the action once, directly before the store applies the next write. */
  public void beforeNextCommit(Runnable action) {
    WatchedEngine.named(engineName.orElseThrow()).beforeNextCommit(action);
  }

  /** Stops it in an orderly way and starts it again with the same store and Azure. */
  public void restart() {
    stop();
    start();
  }

  /** Starts it again after {@link #stop} or {@link #kill}. */
  public void start() {
    running = launch.get();
  }

  /**
   * The same in this JVM, also for a server in its own: a start takes a fraction of the time. Until
   * the next {@link #start} it cannot be killed.
   */
  public void startHere() {
    running = launchHere.get();
  }

  /** Stops it in an orderly way; returns the exit code of a process, else 0. */
  public int stop() {
    int exit = running.stop();
    earlierLogs.append(running.log());
    return exit;
  }

  /** Sends SIGKILL; only for a server in its own JVM. */
  public void kill() {
    running.kill();
    earlierLogs.append(running.log());
  }

  /** Sends SIGTERM and does not wait; only for a server in its own JVM. */
  public void terminate() {
    ((ServerProcess) running).terminate();
  }

  /** The id of its process; only for a server in its own JVM. */
  public long pid() {
    return ((ServerProcess) running).pid();
  }

  /** Whether its process runs; only for a server in its own JVM. */
  public boolean isAlive() {
    return ((ServerProcess) running).isAlive();
  }

  /**
   * Does what SIGHUP does; by a request where the process ignores the signal, because Maven was
   * started by {@code nohup}. A part that cannot be read again is no failure.
   */
  public void reload() {
    if (running.reload()) {
      return;
    }
    Reply reply = root().post("sys/config/reload");
    if (reply.status() == 403 || reply.status() == 404) {
      throw new AssertionError("the reload answered " + reply);
    }
  }

  /** Sends SIGHUP and no request, whether the process ignores it or not. */
  public void hangUp() {
    boolean unused = running.reload();
  }

  /** The log of all its starts together. */
  public String log() {
    return earlierLogs + running.log();
  }

  /** All lines of all audit files. */
  public String auditLog() {
    return auditFiles().stream().map(TestingServer::read).collect(Collectors.joining());
  }

  private List<Path> auditFiles() {
    if (!Files.isDirectory(path("audit"))) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(path("audit"))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Begins the log anew; only for a server in this JVM. */
  void beginLog() {
    ((InProcessServer) running).forgetLog();
    earlierLogs.setLength(0);
  }

  private void deleteAuditFiles() {
    if (!Files.isDirectory(path("audit"))) {
      return;
    }
    try (Stream<Path> files = Files.walk(path("audit"))) {
      for (Path file : files.skip(1).sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The secrets of this run that its logs contain in clear; there must be none. */
  public Set<String> leaks() {
    SeenSecrets.Search search = seen.search();
    Set<String> leaks = new TreeSet<>(search.in(log()));
    auditFiles().forEach(file -> leaks.addAll(search.in(read(file)))); // some are long
    return leaks;
  }

  // The logs are kept elsewhere: one for each JVM.
  private void keepIn(RunCorpus corpus) {
    auditFiles().forEach(file -> corpus.keep(read(file)));
    corpus.keep(seen.all());
  }

  /**
   * Checks what was logged and audited since the start or the last call, and begins both anew: no
   * audit device may have a file any more. Only for a server in this JVM.
   */
  void checkpoint() {
    RunCorpus.ofBuild().ifPresent(this::keepIn);
    Set<String> leaks = leaks();
    beginLog();
    deleteAuditFiles();
    if (!leaks.isEmpty()) {
      throw new AssertionError("in the log or in an audit file in clear: " + leaks);
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      azure.close();
    }
    RunCorpus.ofBuild().ifPresent(this::keepIn);
    Set<String> leaks = leaks();
    if (!leaks.isEmpty()) {
      throw new AssertionError("in the log or in an audit file in clear: " + leaks);
    }
  }
}
