package io.azimuth.product.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.CommandLineRun;
import io.azimuth.product.server.CommandLineRun.End;
import io.azimuth.product.server.Reply;
import io.azimuth.product.server.TestPostgres;
import io.azimuth.product.server.TestingServer;
import io.azimuth.testkit.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two servers on one PostgreSQL, and a snapshot that is restored while both serve. There are two
 * states of the store: in each of them the policy of the reader grants what is there, so whoever
 * sees the policy of one and the secrets of the other finds nothing and is answered 404.
 */
@Tag("slow")
class SharedRestoreTest {

  private static final int READERS = 3;
  private static final int ROUNDS = 6;
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final List<TestingServer> SERVERS = new ArrayList<>();
  private static TestPostgres postgres;
  private static Path directory;
  private static Path odd;
  private static Path even;
  private static String root;
  private static String reader;

  @BeforeAll
  static void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    postgres = TestPostgres.start();
    Path first = Files.createDirectory(directory.resolve("0"));
    SERVERS.add(TestingServer.in(first).onPostgres(postgres.url()).start());
    Path second = Files.createDirectory(directory.resolve("1"));
    SERVERS.add(
        TestingServer.in(second).onPostgres(postgres.url()).joining(SERVERS.get(0)).start());
    root = node(0).rootToken();
    node(0).as(root).write("sys/mounts/plain", Map.of("type", "kv"));
    become("odd", "even");
    reader =
        node(0)
            .as(root)
            .write("auth/token/create", Map.of("policies", "reader", "ttl", "1h"))
            .clientToken();
    odd = save("odd");
    become("even", "odd");
    even = save("even");
  }

  @AfterAll
  static void stop() throws IOException {
    SERVERS.forEach(TestingServer::close);
    SERVERS.clear();
    postgres.close();
  }

  private static TestingServer node(int number) {
    return SERVERS.get(number % SERVERS.size());
  }

  private static void become(String state, String other) {
    node(0)
        .as(root)
        .write(
            "sys/policies/acl/reader",
            Map.of("policy", "path \"plain/" + state + "\" { capabilities = [\"read\"] }"));
    node(0).as(root).write("plain/" + state, Map.of("value", state));
    node(0).as(root).delete("plain/" + other);
  }

  private static End command(TestingServer server, String... arguments) {
    return person(server).run(arguments);
  }

  private static CommandLineRun person(TestingServer server) {
    return CommandLineRun.at(server, directory).with("VAULT_TOKEN", root);
  }

  private static Path save(String name) {
    Path file = directory.resolve(name + ".snapshot");
    End run = command(node(1), "snapshot", "save", file.toString());
    assertThat(run.exit()).as(run.toString()).isZero();
    return file;
  }

  private static void restore(TestingServer server, Path file) {
    End run = command(server, "operator", "snapshot", "restore", "--yes", file.toString());
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("Success! The servers have the store of ");
    assertThat(run.err()).contains("what was written since then is lost");
  }

  private static void awaitState(TestingServer server, String state) {
    Waiting.until(SOON, () -> read(server, state).status() == 200);
    assertThat(read(server, state).data().path("value").asText()).isEqualTo(state);
  }

  private static Reply read(TestingServer server, String state) {
    return server.as(reader).get("plain/" + state);
  }

  @Test
  void noRequestSeesBothAndBothServersGoOnWithTheRestoredStore() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(2 * READERS + 1);
    try {
      List<Future<Integer>> loads = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        TestingServer server = node(i);
        loads.add(threads.submit(reading(server, "odd", done)));
        loads.add(threads.submit(reading(server, "even", done)));
      }
      loads.add(threads.submit(writing(done)));
      try {
        for (int round = 0; round < ROUNDS; round++) {
          restore(node(round), round % 2 == 0 ? odd : even);
          awaitState(node(0), round % 2 == 0 ? "odd" : "even");
          awaitState(node(1), round % 2 == 0 ? "odd" : "even");
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> load : loads) {
        assertThat(load.get()).isPositive();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(node(0).as(root).get("plain/later").status()).isEqualTo(404);
    Waiting.until(SOON, () -> leads(node(0)) != leads(node(1)));
    node(1).as(root).write("plain/afterwards", Map.of("value", "x"));
    assertThat(node(0).as(root).get("plain/afterwards").status()).isEqualTo(200);
  }

  private static boolean leads(TestingServer server) {
    return server.anonymous().get("sys/leader").body().path("is_self").asBoolean();
  }

  // 403: the other state. 503: the server opens its store again.
  private static Callable<Integer> reading(TestingServer server, String state, AtomicBoolean done) {
    return () -> {
      int found = 0;
      while (!done.get()) {
        Reply reply = read(server, state);
        assertThat(reply.status()).as("%s", reply).isIn(200, 403, 503);
        if (reply.status() == 503) {
          assertThat(reply.header("Retry-After")).as("%s", reply).isPresent();
        }
        found += reply.status() == 200 ? 1 : 0;
      }
      return found;
    };
  }

  private static Callable<Integer> writing(AtomicBoolean done) {
    return () -> {
      int written = 0;
      while (!done.get()) {
        int status = node(written).as(root).post("plain/written", Map.of("n", written)).status();
        assertThat(status).isIn(204, 503);
        written++;
      }
      return written;
    };
  }

  @Test
  void aPersonIsAskedFirst() {
    CommandLineRun person = person(node(1)).typing("no");
    node(0).as(root).write("plain/kept", Map.of("value", "x"));

    End declined = person.run("operator", "snapshot", "restore", odd.toString());
    assertThat(declined.exit()).isEqualTo(1);
    assertThat(declined.err()).contains("nothing was restored");
    assertThat(node(0).as(root).get("plain/kept").status()).isEqualTo(200);

    End confirmed = person.typing("restore").run("operator", "snapshot", "restore", odd.toString());
    assertThat(confirmed.exit()).as(confirmed.err()).isZero();
    assertThat(node(1).as(root).get("plain/kept").status()).isEqualTo(404);
    awaitState(node(0), "odd");
  }

  @Test
  void whatIsRefusedChangesNothing() throws IOException {
    byte[] cut = Files.readAllBytes(odd);
    Path file = directory.resolve("cut.snapshot");
    Files.write(file, java.util.Arrays.copyOf(cut, cut.length - 1));
    End run = command(node(0), "operator", "snapshot", "restore", "--yes", file.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).contains("the snapshot is cut short");
    End forbidden =
        person(node(0))
            .with("VAULT_TOKEN", reader)
            .run("operator", "snapshot", "restore", "--yes", odd.toString());
    assertThat(forbidden.exit()).isEqualTo(1);
    assertThat(forbidden.err()).contains("Code: 403", "permission denied");
    End unasked = command(node(0), "operator", "snapshot", "restore", odd.toString());
    assertThat(unasked.exit()).isEqualTo(1);
    assertThat(unasked.err()).contains("give --yes");
    assertThat(Set.of(200, 403)).contains(read(node(1), "odd").status());
  }
}
