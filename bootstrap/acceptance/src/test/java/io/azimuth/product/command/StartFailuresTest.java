package io.azimuth.product.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.command.CommandServices;
import io.azimuth.bootstrap.command.Commands;
import io.azimuth.bootstrap.process.Console;
import io.azimuth.bootstrap.process.Environment;
import io.azimuth.bootstrap.process.HangupEffect;
import io.azimuth.bootstrap.process.ProcessSignals;
import io.azimuth.bootstrap.random.SystemSecretGenerator;
import io.azimuth.bootstrap.server.WiredServer;
import io.azimuth.product.server.RawHttpConnection;
import io.azimuth.product.server.SharedServer;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot start prints the reason in one sentence and exits with 1. */
final class StartFailuresTest {

  @RegisterExtension static final SharedServer RUNNING = SharedServer.onMapDb();

  @TempDir private static Path store;
  @TempDir private Path directory;

  /** A store that a server has left. */
  @BeforeAll
  static void leaveAStore() {
    TestingServer.in(store).onMapDb().start().close();
  }

  /**
   * The result of a command.
   *
   * @param exit the exit code
   * @param said its whole output
   */
  private record End(int exit, String said) {}

  private static End run(String... arguments) {
    return run(new NoSignals(), arguments);
  }

  private static End run(ProcessSignals signals, String... arguments) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Commands commands =
        new Commands(
            new Console(said, said),
            Environment.of(Map.of()),
            signals,
            new CommandServices(
                (plan, level) ->
                    new WiredServer(plan, Clock.systemUTC(), new SystemSecretGenerator(), level),
                order -> {
                  throw new AssertionError("no simulator is started here");
                },
                out -> true,
                order -> {
                  throw new AssertionError("no simulated Azure is started here");
                },
                () -> {},
                List.of()));
    int exit = commands.run(arguments);
    return new End(exit, said.toString(StandardCharsets.UTF_8));
  }

  private End server() {
    return run("server", "--config", file("azimuth.hcl"));
  }

  private static void expectOneSentence(End end, String... words) {
    assertThat(end.exit()).isEqualTo(1);
    assertThat(end.said()).doesNotContain("\tat ").doesNotContain("Exception");
    List<String> told = end.said().lines().filter(line -> line.startsWith("azimuth: ")).toList();
    assertThat(told).as(end.said()).hasSize(1);
    assertThat(told.get(0)).contains(words).doesNotContainPattern("[A-Z]_[A-Z]");
  }

  @Test
  void aStoreThatAnotherServerHasIsLocked() throws IOException {
    Path data = RUNNING.server().path("data");
    onPlainMapDb(Files.readString(RUNNING.server().path("azimuth.hcl")), data.toString());

    expectOneSentence(server(), "another");
  }

  /** A copy of the store that a server has left, in the directory of the test. */
  private void copyTheStore() throws IOException {
    Files.createDirectory(directory.resolve("data"));
    for (Path file : files(store.resolve("data"))) {
      Files.copy(
          file,
          directory.resolve("data").resolve(file.getFileName()),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    String config = Files.readString(store.resolve("azimuth.hcl"));
    onPlainMapDb(config, "data");
  }

  @Test
  void aStoreOfAnotherSealKeyIsNotOpened() throws IOException {
    copyTheStore();
    Path other = Files.write(directory.resolve("seal.key"), new byte[32]);
    Files.setPosixFilePermissions(other, PosixFilePermissions.fromString("rw-------"));
    Path config = directory.resolve("azimuth.hcl");
    Files.writeString(
        config,
        Files.readString(config).replace(store.resolve("seal.key").toString(), other.toString()));

    expectOneSentence(server(), "seal");
  }

  @Test
  void aTruncatedStoreIsNotOpened() throws IOException {
    copyTheStore();
    for (Path file : storeFiles()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() / 2);
      }
    }

    expectOneSentence(server(), "is damaged: it was cut short");
  }

  @Test
  void aStoreOfANewerFormatIsNotOpened() throws IOException {
    copyTheStore();
    for (Path file : storeFiles()) {
      bumpTheFormat(file);
    }

    expectOneSentence(server(), "has format 99; this version reads up to 1");
  }

  private List<Path> storeFiles() throws IOException {
    return files(directory.resolve("data")).stream()
        .filter(file -> file.toFile().length() > 64)
        .toList();
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static void bumpTheFormat(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(16);
      channel.read(header, 0);
      header.put(11, (byte) 99);
      header.flip();
      channel.write(header, 0);
    }
  }

  // This starts the whole server, so the engine of the tests is not used here.
  private void onPlainMapDb(String config, String data) throws IOException {
    onStorage(config, "storage \"mapdb\" { path = \"" + data + "\" }");
  }

  private void onStorage(String config, String block) throws IOException {
    Files.writeString(
        directory.resolve("azimuth.hcl"),
        config.replaceAll("(?s)storage \"watched\" \\{.*?\\}", block));
  }

  @Test
  void aConfigurationWithErrorsNamesAllOfThem() throws IOException {
    Path file =
        Files.writeString(directory.resolve("bad.hcl"), "listner \"tcp\" {}\nstorage \"x\" {}\n");

    End checked = run("check-config", "--config", file.toString());
    End started = run("server", "--config", file.toString());

    assertThat(List.of(checked.exit(), started.exit())).containsExactly(1, 1);
    assertThat(checked.said()).contains("listner").contains("bad.hcl");
    assertThat(started.said()).contains("listner").doesNotContain("\tat ");
  }

  @Test
  void aPortThatIsTakenIsNamed() throws IOException {
    int port = RUNNING.server().address().getPort();
    String config = Files.readString(RUNNING.server().path("azimuth.hcl"));
    onStorage(config.replace("127.0.0.1:0", "127.0.0.1:" + port), "storage \"inmem\" {}");
    String sentence = "cannot listen on 127.0.0.1:" + port + ": another process uses the port";
    expectOneSentence(server(), sentence);

    End checked = run("check-config", "--config", file("azimuth.hcl"));
    assertThat(checked.exit()).isZero(); // a running server uses its own port
    assertThat(checked.said()).contains("warning: " + sentence);
  }

  @Test
  void aServerThatIsTerminatedWhileItStartsEndsWithZero() throws IOException {
    copyTheStore();

    End end = run(new EarlySignal(), "server", "--config", file("azimuth.hcl"));

    assertThat(end.exit()).as(end.said()).isZero();
    assertThat(end.said()).contains("stopped before the end of the start").doesNotContain("ERROR");
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  @Test
  @Tag("slow")
  void aTerminatedServerFinishesWhatItHasBegunAndEndsWithZero() throws IOException {
    try (TestingServer server = TestingServer.in(directory).onMapDb().inItsOwnProcess().start();
        RawHttpConnection slow = new RawHttpConnection(server.address())) {
      String body = "{\"policies\":[\"default\"]}";
      slow.send(
          "POST /v1/auth/token/create HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Vault-Token: "
              + server.rootToken()
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n"
              + body.substring(0, 5));
      // The slow request and the one that asks.
      Waiting.until(
          Duration.ofMinutes(1),
          () ->
              server
                  .root()
                  .get("sys/metrics?format=prometheus")
                  .text()
                  .contains("azimuth_http_requests_in_flight 2"));
      server.terminate();
      slow.send(body.substring(5));

      assertThat(RawHttpConnection.status(slow.readAll())).isEqualTo(200);
      assertThat(server.stop()).isZero();
    }
  }

  /** A signal that comes before the start begins. */
  private static final class EarlySignal implements ProcessSignals {

    @Override
    public void onTerminate(Runnable action) {
      action.run();
    }

    @Override
    public HangupEffect onHangup(Runnable action) {
      return HangupEffect.ACTION_RUNS;
    }
  }

  /** A test receives no signals. */
  private static final class NoSignals implements ProcessSignals {

    @Override
    public void onTerminate(Runnable action) {}

    @Override
    public HangupEffect onHangup(Runnable action) {
      return HangupEffect.ACTION_RUNS;
    }
  }
}
