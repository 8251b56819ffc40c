package io.azimuth.product.server;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.product.leak.LeakCheck;
import io.azimuth.product.leak.RunCorpus;
import io.azimuth.product.leak.SeenSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole Azimuth server, started from a real configuration file and spoken to over real HTTP, with
 * a simulated Azure beside it.
 *
 * <pre>{@code
 * try (TestingServer server = TestingServer.in(directory).clock(clock).start()) {
 *   server.root().write("sys/auth/team/azure", Map.of("type", "azure"));
 *   server.anonymous().post("auth/team/azure/login", ...);
 * }
 * }</pre>
 *
 * <p>Closing it proves what must hold of every run: no token, JWT, client secret or kept secret
 * that went through a client of this server stands in its log or in its audit files, encoded or
 * not, nor does anything that looks like a token. {@link LeakCheck} does the same for all servers
 * of a build together.
 */
public final class TestingServer implements AutoCloseable {

  private final Path directory;
  private final Optional<String> engineName;
  private final AzureSimulator azure;
  private final Supplier<RunningServer> launch;
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
    this.running = launch.get();
  }

  /** A server whose files are all in this directory; in memory, in this JVM, unless said. */
  public static TestingServerBuilder in(Path directory) {
    return new TestingServerBuilder(directory);
  }

  /** Initialises it and remembers the root token. */
  public void initialise() {
    Reply reply = anonymous().send("PUT", "sys/init", "{}");
    if (reply.status() != 200) {
      throw new AssertionError("sys/init answered " + reply);
    }
    rootToken = reply.body().path("root_token").asText();
  }

  /** Initialises it as told and remembers the root token; what the answer says. */
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

  /** A client with that token. */
  public TestingClient as(String token) {
    return anonymous().as(token);
  }

  /** A client without a token. */
  public TestingClient anonymous() {
    return new TestingClient(http, this::address, seen, Map.of());
  }

  /** A new token with these policies alone, without the default one. */
  public String tokenOf(String policies) {
    return root()
        .write("auth/token/create", Map.of("policies", policies, "no_default_policy", true))
        .clientToken();
  }

  /** A new token with that policy alone, which gets this text. */
  public String tokenWith(String policy, String text) {
    root().write("sys/policies/acl/" + policy, Map.of("policy", text));
    return tokenOf(policy);
  }

  /** The simulated Azure; its cloud is called {@code lab}. */
  public AzureSimulator azure() {
    return azure;
  }

  /** The base of the first listener. */
  public URI address() {
    return running.address();
  }

  /** A file or directory beside the configuration. */
  public Path path(String name) {
    return directory.resolve(name);
  }

  /** How many records the store has whose key begins so; not for a server in its own JVM. */
  public long count(String keyPrefix) {
    return WatchedEngine.named(engineName.orElseThrow()).count(keyPrefix);
  }

  /** The engine below its store; not for a server in its own JVM. */
  public WatchedEngine engine() {
    return WatchedEngine.named(engineName.orElseThrow());
  }

  /** Runs the action once, just before the store applies the next write. */
  public void beforeNextCommit(Runnable action) {
    WatchedEngine.named(engineName.orElseThrow()).beforeNextCommit(action);
  }

  /** Stops it in an orderly way and starts it again on the same store and Azure. */
  public void restart() {
    stop();
    start();
  }

  /** Starts it again after {@link #stop} or {@link #kill}. */
  public void start() {
    running = launch.get();
  }

  /** Stops it in an orderly way; the exit code of a process, else 0. */
  public int stop() {
    int exit = running.stop();
    earlierLogs.append(running.log());
    return exit;
  }

  /** SIGKILL; only for a server in a JVM of its own. */
  public void kill() {
    running.kill();
    earlierLogs.append(running.log());
  }

  /** SIGTERM without waiting; only for a server in a JVM of its own. */
  public void terminate() {
    ((ServerProcess) running).terminate();
  }

  /** SIGHUP. */
  public void reload() {
    running.reload();
  }

  /** What it has logged, all its lives together. */
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

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The secrets of this run that stand in a log in clear; there must be none. */
  public Set<String> leaks() {
    SeenSecrets.Search search = seen.search();
    Set<String> leaks = new TreeSet<>(search.in(log()));
    auditFiles().forEach(file -> leaks.addAll(search.in(read(file)))); // one by one: some are long
    return leaks;
  }

  // The logs keep themselves: one for each JVM.
  private void keepIn(RunCorpus corpus) {
    auditFiles().forEach(file -> corpus.keep(read(file)));
    corpus.keep(seen.all());
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
