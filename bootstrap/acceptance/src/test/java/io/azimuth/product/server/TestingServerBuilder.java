package io.azimuth.product.server;

import io.azimuth.adapters.azure.simulator.AzureSimulator;
import io.azimuth.adapters.azure.simulator.AzureSimulatorConfig;
import io.azimuth.adapters.azure.simulator.fleet.SimulatorFleet;
import io.azimuth.product.leak.RunCorpus;
import io.azimuth.testkit.TlsFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The settings of a {@link TestingServer}. */
public final class TestingServerBuilder {

  private static final int KEY_BYTES = 32;
  private static final Duration OFTEN = Duration.ofMillis(20);

  private final Path directory;
  private String engine = TestStorage.engine();
  private String engineSettings = TestStorage.settings();
  private boolean tls;
  private boolean ownProcess;
  private boolean heedsHangups;
  private boolean ignoresHangups;
  private boolean packaged;
  private boolean sharesClasses;
  private boolean initialised = true;
  private boolean shamir;
  private Clock clock = Clock.systemUTC();
  private Duration maintenancePause = Duration.ofSeconds(1);
  private SimulatorFleet fleet = SimulatorFleet.seeded();
  private final Map<String, String> environment = new HashMap<>();
  private String furtherConfig = "";
  private String furtherListener = "";
  private UnaryOperator<String> furtherClouds = block -> "";
  private final String name = UUID.randomUUID().toString();
  private Supplier<RunningServer> launch = () -> null;
  private Supplier<RunningServer> launchHere = () -> null;

  TestingServerBuilder(Path directory) {
    this.directory = directory;
  }

  /** Stores on MapDB, in the directory {@code data}. */
  public TestingServerBuilder onMapDb() {
    this.engine = "mapdb";
    this.engineSettings = "path = \"data\"";
    return this;
  }

  /** Stores on a PostgreSQL, which other servers may share. */
  public TestingServerBuilder onPostgres(String url) {
    return onPostgres(url, "");
  }

  /** The same with further lines in the block of the storage. */
  public TestingServerBuilder onPostgres(String url, String lines) {
    this.engine = "postgresql";
    this.engineSettings = "connection_url = \"" + url + "\"\n  " + lines;
    return this;
  }

  /** Has the seal key of a server that is initialised on the same store. */
  public TestingServerBuilder joining(TestingServer other) {
    try {
      Files.copy(other.path("seal.key"), directory.resolve("seal.key"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return uninitialised();
  }

  /** Uses a TLS listener instead of a plain one. */
  public TestingServerBuilder overTls() {
    this.tls = true;
    return this;
  }

  /** Sets the clock of the server and Azure; in its own JVM a server can have a shared one only. */
  public TestingServerBuilder clock(Clock other) {
    this.clock = other;
    return this;
  }

  /**
   * Lets maintenance come by every 20 ms, not every second, so that a clock that the test moves
   * need not wait for it; not for a server in its own JVM.
   */
  public TestingServerBuilder maintainedOften() {
    this.maintenancePause = OFTEN;
    return this;
  }

  /**
   * Runs the server in its own JVM, which can be killed. With {@link #onMapDb} the data survive
   * that.
   */
  public TestingServerBuilder inItsOwnProcess() {
    this.ownProcess = true;
    return this;
  }

  /** Runs the server in its own JVM, which ignores SIGHUP. Others do so if this JVM does. */
  public TestingServerBuilder ignoringHangups() {
    this.ignoresHangups = true;
    return inItsOwnProcess();
  }

  /** Runs the server in its own JVM, which gets SIGHUP, also if this JVM ignores it. */
  public TestingServerBuilder heedingHangups() {
    this.heedsHangups = true;
    return inItsOwnProcess();
  }

  /** Starts the distribution of {@code mvn package} with its own script. */
  public TestingServerBuilder packaged() {
    this.ownProcess = true;
    this.packaged = true;
    return this;
  }

  /**
   * Starts it with its class-data archive, as all starts but the first do. Makes the archive first,
   * which takes some 40 s of processor time, unless it is there.
   */
  public TestingServerBuilder packagedWithClassArchive() {
    this.sharesClasses = true;
    return packaged();
  }

  /** Leaves the server uninitialised, so there is no root token. */
  public TestingServerBuilder uninitialised() {
    this.initialised = false;
    return this;
  }

  /** Uses no seal block, so the server needs key shares. It is not initialised. */
  public TestingServerBuilder openedByPeople() {
    this.shamir = true;
    this.initialised = false;
    return this;
  }

  /** Sets the fleet of the simulated Azure. */
  public TestingServerBuilder fleet(SimulatorFleet other) {
    this.fleet = other;
    return this;
  }

  /** Sets an environment variable of the auth method; not in its own JVM. */
  public TestingServerBuilder variable(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Adds lines to the configuration file. */
  public TestingServerBuilder config(String lines) {
    this.furtherConfig += lines + "\n";
    return this;
  }

  /** Adds lines to the block of the listener. */
  public TestingServerBuilder listener(String lines) {
    this.furtherListener += "  " + lines + "\n";
    return this;
  }

  /** Adds a cloud: an edited copy of the simulated Azure's own block with this name. */
  public TestingServerBuilder furtherCloud(String cloud, UnaryOperator<String> edit) {
    this.furtherClouds =
        block -> edit.apply(block.replace("cloud \"lab\"", "cloud \"" + cloud + "\""));
    return this;
  }

  /** Starts Azure and the server; returns when the server accepts requests. */
  public TestingServer start() {
    AzureSimulator azure = startAzure();
    boolean started = false;
    try {
      TestingServer server = start(azure);
      started = true;
      return server;
    } finally {
      if (!started) {
        azure.close();
      }
    }
  }

  private TestingServer start(AzureSimulator azure) {
    Path file = writeConfig();
    if (sharesClasses) {
      ServerProcess.makeClassArchive();
    }
    String scheme = tls ? "https" : "http";
    launchHere = () -> InProcessServer.start(file, clock, maintenancePause, scheme, environment);
    launch = ownProcess ? () -> launchProcess(file, scheme) : launchHere;
    if (!ownProcess) {
      RunCorpus.ofBuild().ifPresent(corpus -> corpus.noteStart(caller()));
    }
    TestingServer server = new TestingServer(this, azure, client());
    if (initialised) {
      server.initialise();
    }
    return server;
  }

  /** The class that asked for a server. */
  private static String caller() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .filter(name -> !name.startsWith(TestingServer.class.getPackageName()))
                    .filter(name -> name.startsWith("io.azimuth."))
                    .findFirst()
                    .orElse(SharedServer.class.getName()));
  }

  private RunningServer launchProcess(Path file, String scheme) {
    if (packaged) {
      return ServerProcess.packaged(file, scheme, sharesClasses);
    }
    if (ignoresHangups) {
      return ServerProcess.ignoringHangups(file, scheme);
    }
    if (heedsHangups) {
      return ServerProcess.heedingHangups(file, scheme);
    }
    return clock instanceof SharedClock shared
        ? ServerProcess.start(file, scheme, shared)
        : ServerProcess.start(file, scheme);
  }

  private HttpClient client() {
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    return tls
        ? client.sslContext(TlsFixture.trusting(directory.resolve("server.pem"))).build()
        : client.build();
  }

  private AzureSimulator startAzure() {
    try {
      return AzureSimulator.start(
          AzureSimulatorConfig.forTests(clock, new SecureRandom())
              .with(fleet)
              .writingTo(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path writeConfig() {
    try {
      writeKey(directory.resolve("seal.key"));
      if (tls) {
        TlsFixture.write(directory);
      }
      Path file = directory.resolve("azimuth.hcl");
      String cloud = Files.readString(directory.resolve("cloud.hcl"));
      Files.writeString(file, config() + cloud + furtherClouds.apply(cloud));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String config() {
    return """
        listener "tcp" {
          address = "127.0.0.1:0"
          %s
        }
        %s
        %s
        audit_directory = "audit"
        """
            .formatted(listenerTls(), storage(), shamir ? "" : staticSeal())
        + furtherConfig;
  }

  private String staticSeal() {
    return """
        seal "static" {
          current_key_id = "test"
          current_key    = "file://%s"
        }
        """
        .formatted(directory.resolve("seal.key"));
  }

  private String listenerTls() {
    String lines =
        tls
            ? "tls_cert_file = \"server.pem\"\n  tls_key_file = \"server.key\""
            : "tls_disable = true";
    return lines + "\n" + furtherListener;
  }

  private String storage() {
    return ownProcess
        ? "storage \"%s\" {\n  %s\n}".formatted(engine, engineSettings)
        : "storage \"%s\" {\n  name = \"%s\"\n  over = \"%s\"\n  %s\n}"
            .formatted(WatchedEngineFactory.TYPE, name, engine, engineSettings);
  }

  private static void writeKey(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, key);
  }

  Path directory() {
    return directory;
  }

  Optional<String> engineName() {
    return ownProcess ? Optional.empty() : Optional.of(name);
  }

  Supplier<RunningServer> launch() {
    return launch;
  }

  Supplier<RunningServer> launchHere() {
    return launchHere;
  }
}
