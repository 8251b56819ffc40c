package io.azimuth.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.config.Acknowledgement;
import io.azimuth.bootstrap.config.HostAndPort;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.HangupEffect;
import io.azimuth.bootstrap.process.ProcessSignals;
import io.azimuth.bootstrap.server.AzimuthServer;
import io.azimuth.bootstrap.server.ReloadedFile;
import io.azimuth.bootstrap.server.StartupException;
import io.azimuth.bootstrap.server.StartupPlan;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TlsFixture;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class CommandsTest {

  private static final String TLS_FILES =
      "tls_cert_file = \"server.pem\"\n  tls_key_file = \"server.key\"";
  private static final String GOOD =
      """
      listener "tcp" {
        address = "127.0.0.1:0"
        tls_disable = true
      }
      storage "inmem" {}
      disable_mlock = true
      seal "static" {
        current_key_id = "test"
        current_key    = "env://SEAL_KEY"
      }
      """;

  private static final Environment ENVIRONMENT =
      Environment.of(Map.of("SEAL_KEY", "0123456789abcdef0123456789abcdef"));

  @TempDir private Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final RecordedSignals signals = new RecordedSignals();
  private final List<String> events = new ArrayList<>();
  private final List<Acknowledgement> acknowledged = new ArrayList<>();
  private final List<DevServerFactory.Order> devOrders = new ArrayList<>();
  private final List<SimulatorFactory.Order> orders = new ArrayList<>();
  private boolean storyEndsWell = true;

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-version", "-v"})
  void printsTheVersionOfTheBuild(String argument) {
    assertThat(run(argument)).isZero();
    assertThat(output()).matches("azimuth \\d+\\.\\d+\\.\\d+.*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "server", "azure-simulator", "check-config", "version"})
  void helpsWithEachCommand(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(output()).startsWith("Usage: azimuth " + command);
    assertThat(errors()).isEmpty();
  }

  @Test
  void helpListsTheCommandsAndExitCodes() {
    assertThat(run("--help")).isZero();
    assertThat(output())
        .contains("demo", "server", "azure-simulator", "check-config", "version", "2   wrong usage")
        .doesNotContain("warm-up");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "serve",
        "server",
        "server --config",
        "server --port=1",
        "check-config",
        "azure-simulator --address 127.0.0.1:0",
        "azure-simulator --address nowhere --metadata-address 127.0.0.1:0 --dir x",
        "version now"
      })
  void wrongUsageExitsWith2AndSaysSo(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
    assertThat(errors()).startsWith("azimuth: ").contains("--help'").doesNotContain("\tat ");
    assertThat(output()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"help", "logout now", "print token", "debug", "agent -config=x"})
  void commandsThatOnlyVaultHasSayWhatDoesTheSame(String line) {
    String[] words = line.split(" ", -1);
    String command = words[0];
    assertThat(run(words)).isEqualTo(2);
    assertThat(errors())
        .startsWith("azimuth: there is no command '" + command + "'; instead: azimuth ")
        .endsWith("Try 'azimuth --help'." + System.lineSeparator());
  }

  @ParameterizedTest
  @CsvSource({
    "sever, server",
    "chek-config, check-config",
    "Versoin, version",
  })
  void unknownCommandNamesTheOneThatWasMeant(String typed, String meant) {
    assertThat(run(typed)).isEqualTo(2);
    assertThat(errors())
        .startsWith("azimuth: there is no command '" + typed + "'; did you mean '" + meant + "'?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--dev-root-token-id=root",
        "-dev-listen-address=127.0.0.1:1",
        "--dev-azure-port=1",
        "--dev-metadata-port=1",
        "--ready-file=x"
      })
  void devOptionsGoWithDev(String option) {
    assertThat(run("server", option)).isEqualTo(2);
    assertThat(errors()).contains("the --dev-… options and --ready-file go with --dev");
    assertThat(devOrders).isEmpty();
  }

  @Test
  void devBringsItsOwnConfiguration() {
    assertThat(run("server", "--dev", "--config", "x.hcl")).isEqualTo(2);
    assertThat(errors()).contains("leave --config out");
    assertThat(devOrders).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0:8200", ":8200", "10.0.0.1:8200", "[::]:8200", "example.com:1"})
  void devListensOnThisMachineAlone(String address) {
    assertThat(run("server", "-dev", "-dev-listen-address", address)).isEqualTo(2);
    assertThat(errors()).contains("must be a loopback address");
    assertThat(devOrders).isEmpty();
  }

  @Test
  void devTakesThePortsOfItsSimulatedAzure() {
    assertThat(
            run(
                "server",
                "--dev",
                "--dev-root-token-id=my-root",
                "--dev-azure-port=1443",
                "--dev-metadata-port=1080"))
        .isZero();
    assertThat(devOrders.get(0).azurePort()).contains(1_443);
    assertThat(devOrders.get(0).metadataPort()).contains(1_080);
    assertThat(run("server", "--dev", "--dev-azure-port=65536")).isEqualTo(2);
    assertThat(errors()).contains("--dev-azure-port must be a port from 1 to 65535");
  }

  @Test
  void devTellsScriptsWhenItIsReady() throws IOException {
    Path ready = directory.resolve("ready.json");
    Files.writeString(ready, "of a server that was killed");

    assertThat(run("server", "--dev", "--dev-root-token-id=my-root", "--ready-file=" + ready))
        .isZero();

    assertThat(events).containsExactly("ready file: false", "dev closed");
    assertThat(ready).doesNotExist();
    assertThat(output()).doesNotContain(ready.toString());
  }

  @Test
  void aReadyFileIsWholeAndForItsOwnerAlone() throws IOException {
    ReadyFile ready = new ReadyFile(directory.resolve("ready.json"));

    ready.write(Value.Obj.builder().put("root_token", "my-root").build());

    assertThat(ready.path()).hasContent("{\"root_token\":\"my-root\"}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ready.path())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).containsExactly(ready.path());
    }
    assertThatThrownBy(() -> new ReadyFile(directory.resolve("none/x")).write(Value.Obj.EMPTY))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("cannot be written");
  }

  @Test
  void devGreetsOnStandardOutputAlone() {
    assertThat(run("server", "-dev", "-dev-root-token-id=my-root")).isZero();
    assertThat(devOrders)
        .containsExactly(
            new DevServerFactory.Order(
                new HostAndPort("127.0.0.1", 8200),
                Optional.of(SecretText.of("my-root")),
                Optional.empty(),
                Optional.empty()));
    assertThat(output()).isEqualToIgnoringNewLines("the root token is my-root");
    assertThat(errors()).doesNotContain("my-root");
    assertThat(events).containsExactly("dev closed");
  }

  @Test
  void checkConfigPrintsWhatIsInForce() throws Exception {
    Path file = write(GOOD);

    assertThat(run("check-config", "--config", file.toString())).isZero();
    assertThat(output())
        .contains("listener[0].address = 127.0.0.1:0", "storage = inmem", file + " is good");
    assertThat(errors())
        .isEqualToIgnoringNewLines(file + ":6: warning: disable_mlock: has no effect in Azimuth");
  }

  @Test
  void checkConfigReportsAllProblems() throws Exception {
    Path file = write(GOOD + "uii = true\nlog_level = \"loud\"\n");

    assertThat(run("check-config", "-config=" + file)).isEqualTo(1);
    assertThat(output()).isEmpty();
    assertThat(errors())
        .contains(":11: unknown key \"uii\"; did you mean \"ui\"?", ":12: log_level:", "2 errors");
  }

  @Test
  void checkConfigAsksTheEngineAboutItsSettings() throws Exception {
    Path file = write(GOOD.replace("\"inmem\" {}", "\"inmem\" {\n  pth = \"x\"\n}"));

    assertThat(run("check-config", "--config", file.toString())).isEqualTo(1);
    assertThat(errors()).contains(file + ":6: storage \"inmem\": unknown key \"pth\"");
  }

  @Test
  void checkConfigNamesTheEnginesThereAre() throws Exception {
    Path file = write(GOOD.replace("inmem", "etcd"));

    assertThat(run("check-config", "--config", file.toString())).isEqualTo(1);
    assertThat(errors())
        .contains(":5: storage \"etcd\": there is no such engine; there are: inmem");
  }

  @Test
  void settingOfAnEngineThatIsMalformedIsNamed() throws Exception {
    Path file =
        write(GOOD.replace("\"inmem\" {}", "\"postgresql\" {\n  connection_url = \"x\"\n}"));

    assertThat(run("check-config", "--config", file.toString())).isEqualTo(1);
    assertThat(errors())
        .contains("connection_url: must be of the form postgres://user:password@host:port/");
  }

  @Test
  void fileWithoutASealBlockIsGood() throws Exception {
    Path file = write(GOOD.substring(0, GOOD.indexOf("seal")));

    assertThat(run("check-config", "--config", file.toString())).isZero();
    assertThat(output()).contains("seal = shamir");
  }

  @Test
  void checkConfigReadsTheCertificates() throws Exception {
    Path file =
        write(
            GOOD.replace(
                "tls_disable = true", "tls_cert_file = \"c.pem\"\n  tls_key_file = \"k.pem\""));
    Files.writeString(directory.resolve("c.pem"), "no certificate");
    Files.writeString(directory.resolve("k.pem"), "no key");

    assertThat(run("check-config", "--config", file.toString())).isEqualTo(1);
    assertThat(errors()).contains(file + ": listener 127.0.0.1:0: ");
  }

  @Test
  void checkConfigTellsWhenTheCertificatesExpire() throws Exception {
    Path file = write(GOOD.replace("tls_disable = true", TLS_FILES));
    TlsFixture.write(directory);

    assertThat(run("check-config", "--config", file.toString())).isZero();
    assertThat(output())
        .containsPattern("listener\\[0\\].tls_certificate_expires = \\d{4}-\\d\\d-\\d\\dT");
    assertThat(errors()).doesNotContain("certificate");
  }

  @Test
  void checkConfigWarnsOfAnExpiredCertificate() throws Exception {
    Path file = write(GOOD.replace("tls_disable = true", TLS_FILES));
    TlsFixture.writeExpired(directory);

    assertThat(run("check-config", "--config", file.toString())).isZero();
    assertThat(errors())
        .contains("warning: listener 127.0.0.1:0: the certificate has expired, end=");
  }

  @Test
  void serverRunsUntilItIsTerminated() throws Exception {
    Path file = write(GOOD);
    signals.terminateAtOnce = false;
    signals.hangupThenTerminate = true;

    assertThat(run("server", "-config=" + file)).isZero();
    assertThat(events).containsExactly("start", "reload", "stop");
    assertThat(errors())
        .contains("WARN  ServerCommand: disable_mlock: has no effect in Azimuth line=6")
        .contains("INFO  ServerCommand: stopping, reason=SIGTERM or SIGINT")
        .endsWith("INFO  ServerCommand: stopped\n");
  }

  @Test
  void hangupReadsTheLogLevelAgain() throws Exception {
    Path file = write(GOOD + "log_level = \"info\"\n");
    signals.terminateAtOnce = false;
    signals.hangupThenTerminate = true;
    signals.beforeHangup = () -> rewrite(GOOD + "log_level = \"debug\"\n");

    assertThat(run("server", "--config", file.toString())).isZero();
    assertThat(LoggerFactory.getLogger("io.azimuth.any").isDebugEnabled()).isTrue();
  }

  @Test
  void hangupReadsAcknowledgementsAgainUnlessThereIsNoSuchAdvice() throws Exception {
    String block = "acknowledge \"%s\" { reason = \"a lab\" }\n";
    Path file = write(GOOD);
    signals.terminateAtOnce = false;
    signals.hangupThenTerminate = true;
    signals.beforeHangup = () -> rewrite(GOOD + block.formatted("no_audit_device"));

    assertThat(run("server", "--config", file.toString())).isZero();
    assertThat(acknowledged).extracting(Acknowledgement::code).containsExactly("no_audit_device");

    acknowledged.clear();
    signals.beforeHangup = () -> rewrite(GOOD + block.formatted("sealed"));
    assertThat(run("server", "--config", file.toString())).isZero();
    assertThat(acknowledged).isEmpty();
    assertThat(errors()).contains("no longer good: log level and acknowledgements stay");
  }

  @Test
  void hangupWithABrokenFileKeepsTheLogLevel() throws Exception {
    Path file = write(GOOD + "log_level = \"error\"\n");
    signals.terminateAtOnce = false;
    signals.hangupThenTerminate = true;
    signals.beforeHangup = () -> rewrite("log_level = \"debug\"\n");

    assertThat(run("server", "--config", file.toString())).isZero();
    assertThat(events).containsExactly("start", "reload", "stop");
    assertThat(LoggerFactory.getLogger("io.azimuth.any").isWarnEnabled()).isFalse();
  }

  @Test
  void serverSaysWhenItIgnoresHangupsAndWhatReloadsIt() throws Exception {
    Path file = write(GOOD);
    signals.effect = HangupEffect.NOTHING;

    assertThat(run("server", "--config", file.toString())).isZero();
    assertThat(errors().lines().filter(line -> line.contains("SIGHUP")))
        .singleElement()
        .asString()
        .contains("WARN  HangupReload: SIGHUP is ignored", "nohup", "azimuth operator reload");
  }

  @Test
  void serverSaysWhenItsJvmLeavesHangupsToTheSystem() throws Exception {
    Path file = write(GOOD);
    signals.effect = HangupEffect.LEFT_TO_SYSTEM;

    assertThat(run("server", "--config", file.toString())).isZero();
    assertThat(errors().lines().filter(line -> line.contains("SIGHUP")))
        .singleElement()
        .asString()
        .contains("may end it", "-Xrs", "azimuth operator reload");
  }

  @Test
  void serverThatReloadsAtHangupsSaysNothingOfThem() throws Exception {
    Path file = write(GOOD);

    assertThat(run("server", "--config", file.toString())).isZero();
    assertThat(errors()).doesNotContain("SIGHUP,").doesNotContain("HangupReload");
  }

  @Test
  void serverThatCannotStartFailsWithTheReasonAndIsClosed() throws Exception {
    Path file = write(GOOD.replace("127.0.0.1:0", "127.0.0.1:1"));
    signals.terminateAtOnce = false;

    assertThat(run("server", "--config", file.toString())).isEqualTo(1);
    assertThat(errors()).contains("azimuth: port 1 is taken").doesNotContain("\tat ");
    assertThat(events).containsExactly("start", "stop");
  }

  @Test
  void serverReportsAllProblemsOfItsFile() throws Exception {
    Path file = write("uii = true");

    assertThat(run("server", "--config", file.toString())).isEqualTo(1);
    assertThat(errors().lines()).hasSize(3).allMatch(line -> line.startsWith(file.toString()));
    assertThat(events).isEmpty();
  }

  @Test
  void demoFailsWhenItsStoryDoes() {
    assertThat(run("demo")).isZero();
    storyEndsWell = false;
    assertThat(run("demo")).isEqualTo(1);
  }

  @Test
  void simulatorServesUntilItIsTerminated() {
    assertThat(
            run(
                "azure-simulator",
                "--address",
                "127.0.0.1:9443",
                "--metadata-address",
                "[::1]:0",
                "--dir",
                directory.toString()))
        .isZero();
    assertThat(output())
        .isEqualToIgnoringNewLines(
            "services: https://127.0.0.1:9443/metadata: http://[::1]:49152/simulator ready");
    assertThat(events).containsExactly("simulator closed");
    assertThat(orders)
        .containsExactly(
            new SimulatorFactory.Order(
                new HostAndPort("127.0.0.1", 9443), new HostAndPort("::1", 0), directory, false));
  }

  private int run(String... arguments) {
    CommandServices parts =
        new CommandServices(
            FakeServer::new,
            this::tryOut,
            story -> storyEndsWell,
            order -> {
              orders.add(order);
              return running();
            },
            () -> {},
            List.of());
    return new Commands(new Console(out, err), ENVIRONMENT, signals, parts).run(arguments);
  }

  private SimulatorFactory.Running running() {
    return new SimulatorFactory.Running() {
      @Override
      public URI authorityUri() {
        return URI.create("https://127.0.0.1:9443/");
      }

      @Override
      public URI metadataUri() {
        return URI.create("http://[::1]:49152/");
      }

      @Override
      public void close() {
        events.add("simulator closed");
      }
    };
  }

  private DevServerFactory.Running tryOut(DevServerFactory.Order order) {
    devOrders.add(order);
    return new DevServerFactory.Running() {
      @Override
      public AzimuthServer server() {
        return new IdleServer();
      }

      @Override
      public List<String> greeting() {
        return List.of("the root token is " + order.rootId().orElseThrow().expose());
      }

      @Override
      public Value.Obj facts() {
        events.add("ready file: " + Files.exists(directory.resolve("ready.json")));
        return Value.Obj.builder().put("address", "http://127.0.0.1:8200").build();
      }

      @Override
      public void close() {
        events.add("dev closed");
      }
    };
  }

  private Path write(String content) throws IOException {
    return Files.writeString(directory.resolve("azimuth.hcl"), content);
  }

  private void rewrite(String content) {
    try {
      write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** Signals that call each new listener at once. */
  private static final class RecordedSignals implements ProcessSignals {
    private boolean terminateAtOnce = true;
    private boolean hangupThenTerminate;
    private HangupEffect effect = HangupEffect.ACTION_RUNS;
    private Runnable beforeHangup = () -> {};
    private Runnable terminate = () -> {};

    @Override
    public void onTerminate(Runnable action) {
      terminate = action;
      if (terminateAtOnce) {
        action.run();
      }
    }

    @Override
    public HangupEffect onHangup(Runnable action) {
      if (hangupThenTerminate) {
        new Thread(
                () -> {
                  beforeHangup.run();
                  action.run();
                  terminate.run();
                })
            .start();
      }
      return effect;
    }
  }

  /** A server that stops at once. */
  private static final class IdleServer implements AzimuthServer {
    @Override
    public void start() {}

    @Override
    public List<InetSocketAddress> addresses() {
      return List.of();
    }

    @Override
    public void await() {}

    @Override
    public List<String> reload() {
      return List.of();
    }

    @Override
    public void stop() {}
  }

  private final class FakeServer implements AzimuthServer {
    private final StartupPlan plan;
    private final ReloadedFile file;
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    FakeServer(StartupPlan plan, ReloadedFile file) {
      this.plan = plan;
      this.file = file;
    }

    @Override
    public void start() {
      if (stopped.getCount() == 0) {
        return;
      }
      events.add("start");
      started.countDown();
      int port = plan.config().listeners().get(0).address().port();
      if (port != 0) {
        throw new StartupException("port " + port + " is taken");
      }
    }

    @Override
    public List<InetSocketAddress> addresses() {
      return List.of();
    }

    @Override
    public void await() throws InterruptedException {
      stopped.await();
    }

    @Override
    public List<String> reload() {
      awaitStarted();
      events.add("reload");
      return file.readAgain(acknowledged::addAll).stream().toList();
    }

    @Override
    public void stop() {
      if (stopped.getCount() > 0) {
        events.add("stop");
        plan.close();
        stopped.countDown();
      }
    }

    private void awaitStarted() {
      try {
        started.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
