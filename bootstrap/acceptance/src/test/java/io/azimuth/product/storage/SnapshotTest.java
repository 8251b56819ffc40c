package io.azimuth.product.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.leak.SeenSecrets;
import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.CommandRun;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.ServerProcess;
import io.azimuth.product.server.TestingClient;
import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot that is taken while 600 tokens exist and more are issued, and its restore. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
final class SnapshotTest {

  private static final int TOKENS = 600;
  private static final int AT_ONCE = 50;
  private static final int CLIENTS = 3;
  private static final String MARK = "a-word-that-only-a-policy-has";

  private TestingServer server;
  private JwtMount mount;
  private Path snapshot;
  private final List<String> before = new ArrayList<>();
  private final List<List<String>> during = new ArrayList<>();
  private String after = "";
  private CommandRun saved;

  @BeforeAll
  void save(@TempDir Path directory) throws Exception {
    server = TestingServer.in(directory).onMapDb().inItsOwnProcess().start();
    mount = JwtMount.enable(server, "jwt");
    mount.role("web");
    server.root().write("sys/policies/acl/marked", Map.of("policy", "path \"" + MARK + "\" {}"));
    for (int i = 0; i < TOKENS; i += AT_ONCE) {
      before.addAll(logins(i));
    }
    snapshot = directory.resolve("backup.snapshot");
    saveWhileOthersLogIn();
    after = login(0);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void saveWhileOthersLogIn() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch begun = new CountDownLatch(CLIENTS);
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<List<String>>> logins = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        int number = i;
        Callable<List<String>> client = () -> logInUntil(done, begun, number);
        logins.add(clients.submit(client));
      }
      begun.await();
      saved = process("snapshot", "save", snapshot.toString());
      done.set(true);
      for (Future<List<String>> login : logins) {
        during.add(login.get());
      }
    } finally {
      clients.shutdownNow();
    }
  }

  /** Logs in principals, some of them at their own mounts, one after the other. */
  private List<String> logInUntil(AtomicBoolean done, CountDownLatch begun, int client) {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; !done.get() || i < 10; i++) {
      if (i % 20 == 5) {
        JwtMount own = JwtMount.enable(server, "own-" + client + "-" + i).role("web");
        tokens.add(own.loggedIn("web").clientToken());
      } else {
        tokens.add(login(10_000 * (client + 1) + i));
      }
      if (i == 5) {
        begun.countDown();
      }
    }
    return tokens;
  }

  private List<String> logins(int first) {
    List<CompletableFuture<Reply>> replies =
        IntStream.range(first, first + AT_ONCE)
            .mapToObj(
                i ->
                    server
                        .anonymous()
                        .sendLater(
                            "POST",
                            mount.at("login"),
                            "{\"role\":\"web\",\"jwt\":\"" + jwt(i) + "\"}"))
            .toList();
    return IntStream.range(0, AT_ONCE)
        .mapToObj(i -> granted(replies.get(i).join(), first + i))
        .toList();
  }

  private String login(int number) {
    return granted(mount.login("web", jwt(number)), number);
  }

  // A busy server may answer 503.
  private String granted(Reply first, int number) {
    Reply reply = first;
    for (int i = 0; i < 20 && reply.status() == 503; i++) {
      LockSupport.parkNanos(500_000_000);
      reply = mount.login("web", jwt(number));
    }
    assertThat(reply.status()).as("%s", reply).isEqualTo(200);
    return reply.clientToken();
  }

  private String jwt(int number) {
    return mount.jwtWith("sub", "workload-" + number % 200);
  }

  @Test
  void saveSaysWhatItSavedAndTheFileIsPrivate() throws IOException {
    assertThat(saved.exit()).as(saved.toString()).isZero();
    assertThat(saved.output()).startsWith("saved ").contains("entries", snapshot.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(snapshot)))
        .isEqualTo("rw-------");
    try (var files = Files.list(snapshot.getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }
    try (var files = Files.list(server.path("data"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("store.db", "store.journal", "store.lock", "seen-store");
    }
  }

  @Test
  void nothingSecretStandsInItInClear() throws IOException {
    String bytes = Files.readString(snapshot, StandardCharsets.ISO_8859_1);
    assertThat(bytes)
        .contains("core/seal", "policy/marked")
        .doesNotContain(MARK)
        .doesNotContain(server.rootToken())
        .doesNotContain(Files.readString(server.path("seal.key"), StandardCharsets.ISO_8859_1))
        .doesNotContain("eyJhbGciOi"); // three letters alone appear in any megabyte of random bytes
    assertThat(before).noneMatch(bytes::contains);
  }

  @Test
  void inspectPrintsWhatItSaysOfItself() {
    End run = command("snapshot", "inspect", snapshot.toString());
    assertThat(run.exit()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("created: ", "engine:          mapdb", "seal:            static, key id test")
        .contains(snapshot + " is whole");
  }

  @Test
  void aRestoredServerKnowsAllThatWasAcknowledgedBeforeAndIsOfOneMoment() throws IOException {
    Path config = config("restored");
    End restored = restore(config, snapshot);
    assertThat(restored.exit()).as(restored.toString()).isZero();
    assertThat(restored.out()).contains("restored ", " s old)");
    assertThat(restored.err())
        .contains("what was revoked since then is valid again, and used-up uses are back")
        .doesNotContain("nobody can tell");
    ServerProcess second = ServerProcess.start(config, "http");
    try {
      TestingClient client = client(second);
      assertThat(before).allMatch(token -> isValid(client, token));
      assertThat(isValid(client, after)).isFalse();
      for (List<String> tokens : during) {
        List<Boolean> valid = tokens.stream().map(token -> isValid(client, token)).toList();
        assertThat(valid.get(0)).isTrue(); // acknowledged before the save started
        // The logins are in the order of their acknowledgement. A login in the snapshot implies all
        // earlier ones.
        assertThat(valid.lastIndexOf(true))
            .isLessThan(valid.contains(false) ? valid.indexOf(false) : valid.size());
      }
      assertThat(client.as(server.rootToken()).get("sys/policies/acl/marked").status())
          .isEqualTo(200);
      assertThat(
              client.as("").post(mount.at("login"), Map.of("role", "web", "jwt", jwt(3))).status())
          .isEqualTo(200);
    } finally {
      second.stop();
    }
  }

  @Test
  void aServerThatServesGoesBackToTheSnapshotAndStaysThereAfterAKill() throws Exception {
    Path config = config("serving");
    assertThat(restore(config, snapshot).exit()).isZero();
    ServerProcess serving = ServerProcess.start(config, "http");
    try {
      TestingClient client = client(serving);
      String lost = before.get(7);
      assertThat(client.as(lost).post("auth/token/revoke-self").status()).isEqualTo(204);
      assertThat(isValid(client, lost)).isFalse();

      End restored =
          person()
              .with("VAULT_ADDR", serving.address().toString())
              .run("operator", "snapshot", "restore", "--yes", snapshot.toString());

      assertThat(restored.exit()).as(restored.err()).isZero();
      assertThat(isValid(client, lost)).isTrue();
      assertThat(isValid(client, after)).isFalse();
      serving.kill();
      serving = ServerProcess.start(config, "http");
      assertThat(isValid(client(serving), lost)).isTrue();
    } finally {
      serving.stop();
    }
    try (var files = Files.list(server.path("serving"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.startsWith("replaced-"));
    }
  }

  /** A valid token has its mount and its entity, because the server checks them at each use. */
  private static boolean isValid(TestingClient client, String token) {
    return client.as(token).get("auth/token/lookup-self").status() == 200;
  }

  @Test
  void standardOutputGetsTheSameBytesInTheSameForm() throws IOException {
    CommandRun run = process("snapshot", "save", "-");
    assertThat(run.exit()).as(run.errors()).isZero();
    Path piped = server.path("piped.snapshot");
    Files.write(piped, run.bytes());
    assertThat(command("snapshot", "inspect", piped.toString()).exit()).isZero();
  }

  @Test
  void aWrongTokenIsToldAndLeavesNoFile() {
    Path file = server.path("refused.snapshot");
    End run = person().with("VAULT_TOKEN", "azs.wrong").run("snapshot", "save", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("Error saving a snapshot", "Code: 403", "permission denied");
    assertThat(file).doesNotExist();
  }

  @Test
  void aServerThatIsNotThereIsTold() {
    End nobody =
        CommandLineRun.away(server.path("home"))
            .with("AZIMUTH_TOKEN", "azs.x")
            .with("VAULT_ADDR", "http://127.0.0.1:9")
            .run("snapshot", "save", "x");
    assertThat(nobody.exit()).isEqualTo(1);
    assertThat(nobody.err()).contains("nothing listens at http://127.0.0.1:9");
  }

  @Test
  void refusesWhatIsNotWholeAndChangesNothing() throws IOException {
    byte[] bytes = Files.readAllBytes(snapshot);
    Path cut = server.path("cut.snapshot");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
    assertRefused(restore(config("for-cut"), cut), "the snapshot is cut short");
    assertThat(server.path("for-cut")).doesNotExist();
    assertRefused(command("snapshot", "inspect", cut.toString()), "the snapshot is cut short");
  }

  @Test
  void refusesWhatSomebodyChangedWithoutTheKeys() throws IOException {
    byte[] bytes = Files.readAllBytes(snapshot);
    byte[] forged = bytes.clone();
    forged[forged.length - 64 - 10] ^= 1; // in the value of the last entry
    byte[] checksum = sha256(forged, forged.length - 32);
    System.arraycopy(checksum, 0, forged, forged.length - 32, 32);
    Path file = server.path("forged.snapshot");
    Files.write(file, forged);
    assertThat(command("snapshot", "inspect", file.toString()).exit()).isZero();
    assertRefused(
        restore(config("for-forged"), file),
        "the snapshot was changed after it was taken: its MAC does not fit");
    assertThat(server.path("for-forged")).doesNotExist();
  }

  @Test
  void refusesAnotherSeal() throws IOException {
    Path config = config("for-other-seal");
    Path key = server.path("other.key");
    Files.write(key, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(
        config,
        Files.readString(config).replace(server.path("seal.key").toString(), key.toString()));
    assertRefused(
        restore(config, snapshot), "the seal of this configuration does not open the snapshot");
    assertThat(server.path("for-other-seal")).doesNotExist();
  }

  @Test
  void refusesTheStoreOfARunningServerAlsoWhenForced() {
    End run =
        command(
            "snapshot",
            "restore",
            "--force",
            "--config",
            server.path("azimuth.hcl").toString(),
            snapshot.toString());
    assertRefused(run, "is in use by another process");
    assertThat(server.root().get("sys/policies/acl/marked").status()).isEqualTo(200);
  }

  @Test
  void aSecondRestoreNeedsForceAndKeepsTheFirst() throws IOException {
    Path config = config("twice");
    assertThat(restore(config, snapshot).exit()).isZero();
    assertRefused(restore(config, snapshot), "already; --force sets it aside");
    End forced =
        command(
            "snapshot", "restore", "--force", "--config", config.toString(), snapshot.toString());
    assertThat(forced.exit()).as(forced.toString()).isZero();
    assertThat(forced.out()).contains("the old store is kept in " + server.path("twice"));
  }

  private static void assertRefused(End run, String why) {
    assertThat(run.exit()).as(run.toString()).isEqualTo(1);
    assertThat(run.err()).contains(why).doesNotContain("\tat ");
  }

  private End restore(Path config, Path file) {
    return command("snapshot", "restore", "--config", config.toString(), file.toString());
  }

  private CommandLineRun person() {
    return CommandLineRun.at(server, server.path("home")).with("VAULT_TOKEN", server.rootToken());
  }

  private End command(String... arguments) {
    return person().run(arguments);
  }

  /** In a process of its own, as a timer runs it. */
  private CommandRun process(String... arguments) {
    return CommandRun.of(
        Map.of("VAULT_ADDR", server.address().toString(), "VAULT_TOKEN", server.rootToken()),
        arguments);
  }

  /** The server's own configuration with another store. */
  private Path config(String data) throws IOException {
    Path file = server.path(data + ".hcl");
    String text = Files.readString(server.path("azimuth.hcl"));
    Files.writeString(file, text.replace("path = \"data\"", "path = \"" + data + "\""));
    return file;
  }

  private static TestingClient client(ServerProcess process) {
    return new TestingClient(
        java.net.http.HttpClient.newHttpClient(), process::address, new SeenSecrets(), Map.of());
  }

  private static byte[] sha256(byte[] bytes, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes, 0, length);
      return digest.digest();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
