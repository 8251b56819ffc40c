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
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot start prints the reason in one sentence and exits with 1. */
final class StartFailuresTest {

  @TempDir private Path directory;

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
                order -> () -> {},
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

  private void leaveAStore() {
    TestingServer.in(directory).onMapDb().config("").start().close();
  }

  @Test
  void aStoreThatAnotherServerHasIsLocked() throws IOException {
    try (TestingServer holder = TestingServer.in(directory).onMapDb().start()) {
      assertThat(holder.rootToken()).isNotEmpty();
      onPlainMapDb();
      expectOneSentence(server(), "another");
    }
  }

  @Test
  void aStoreOfAnotherSealKeyIsNotOpened() throws IOException {
    leaveAStore();
    onPlainMapDb();
    Files.write(directory.resolve("seal.key"), new byte[32]);

    expectOneSentence(server(), "seal");
  }

  @Test
  void aTruncatedStoreIsNotOpened() throws IOException {
    leaveAStore();
    onPlainMapDb();
    for (Path file : storeFiles()) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(channel.size() / 2);
      }
    }

    expectOneSentence(server(), "is damaged: it was cut short");
  }

  @Test
  void aStoreOfANewerFormatIsNotOpened() throws IOException {
    leaveAStore();
    onPlainMapDb();
    for (Path file : storeFiles()) {
      bumpTheFormat(file);
    }

    expectOneSentence(server(), "has format 99; this version reads up to 1");
  }

  private List<Path> storeFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("data"))) {
      return files.filter(file -> file.toFile().length() > 64).toList();
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
  private void onPlainMapDb() throws IOException {
    Path file = directory.resolve("azimuth.hcl");
    String text = Files.readString(file);
    Files.writeString(
        file,
        text.replaceAll(
            "(?s)storage \"watched\" \\{.*?\\}", "storage \"mapdb\" { path = \"data\" }"));
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
    try (TestingServer holder = TestingServer.in(directory).onMapDb().start()) {
      Path file = directory.resolve("azimuth.hcl");
      int port = holder.address().getPort();
      Files.writeString(
          file,
          Files.readString(file)
              .replace("127.0.0.1:0", "127.0.0.1:" + port)
              .replaceAll("(?s)storage \"watched\" \\{.*?\\}", "storage \"inmem\" {}"));
      String sentence = "cannot listen on 127.0.0.1:" + port + ": another process uses the port";
      expectOneSentence(server(), sentence);

      End checked = run("check-config", "--config", file.toString());
      assertThat(checked.exit()).isZero(); // a running server uses its own port
      assertThat(checked.said()).contains("warning: " + sentence);
    }
  }

  @Test
  void aServerThatIsTerminatedWhileItStartsEndsWithZero() {
    leaveAStore();

    End end = run(new EarlySignal(), "server", "--config", file("azimuth.hcl"));

    assertThat(end.exit()).as(end.said()).isZero();
    assertThat(end.said()).contains("stopped before the end of the start").doesNotContain("ERROR");
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  @Test
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
          Duration.ofSeconds(20),
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

  /** A test receives no signals. */
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

  private static final class NoSignals implements ProcessSignals {

    @Override
    public void onTerminate(Runnable action) {}

    @Override
    public HangupEffect onHangup(Runnable action) {
      return HangupEffect.ACTION_RUNS;
    }
  }
}
