package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.kill.VersionedSecretTraffic.Versions;
import io.azimuth.product.server.JwtMount;
import io.azimuth.product.server.TestingServer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs all clients at the same time against one server. */
final class MixedLoad {

  /** The role of all logins. */
  static final String ROLE = "web";

  /** How many versions of a secret the server keeps. */
  static final int KEPT_VERSIONS = 40;

  private static final int IDENTITIES = 1_200; // enough for two clients and 100 rounds
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

  private final Witness witness = new Witness();
  private final LoginTraffic logins;
  private final List<Traffic> clients;
  private final Queue<Throwable> problems = new ConcurrentLinkedQueue<>();
  private ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean killed;
  private int grantedBefore;

  private MixedLoad(TestingServer server) {
    JwtMount jwt = JwtMount.enable(server, "jwt").role(ROLE);
    JwtMount passing = JwtMount.enable(server, "passing").role(ROLE);
    Versions contested = new Versions("contested");
    this.logins = new LoginTraffic(server, witness, jwt, 0, IDENTITIES / 2);
    this.clients =
        List.of(
            logins,
            new LoginTraffic(server, witness, jwt, IDENTITIES / 2, IDENTITIES / 2),
            new RevocationTraffic(server, witness, passing),
            new WrappingTraffic(server, witness),
            new PlainSecretTraffic(server, witness, "first"),
            new PlainSecretTraffic(server, witness, "second"),
            new VersionedSecretTraffic(server, witness, contested, "alice"),
            new VersionedSecretTraffic(server, witness, contested, "bob"),
            new VersionedSecretTraffic(server, witness, new Versions("own"), "carol"));
  }

  /** Creates mounts, roles and a policy. */
  static MixedLoad on(TestingServer server) {
    server.root().write("sys/mounts/secret", Map.of("type", "kv-v2"));
    server.root().write("secret/config", Map.of("max_versions", KEPT_VERSIONS));
    server.root().write("sys/mounts/plain", Map.of("type", "kv"));
    server
        .root()
        .write(
            "sys/policies/acl/issuing",
            Map.of("policy", "path \"auth/token/create\" { capabilities = [\"update\"] }"));
    return new MixedLoad(server);
  }

  /** Starts the clients. They continue until the server is killed. */
  void begin() {
    killed = false;
    grantedBefore = logins.granted();
    threads = Executors.newFixedThreadPool(clients.size());
    clients.forEach(client -> threads.execute(() -> run(client)));
  }

  private void run(Traffic client) {
    try {
      while (true) {
        client.step();
      }
    } catch (CompletionException e) {
      if (!killed) {
        problems.add(e);
      }
    } catch (RuntimeException | AssertionError e) {
      problems.add(e);
    }
  }

  /**
   * Waits until this many more answers and two logins have arrived since the start of the server.
   */
  void await(int answers) {
    int enough = witness.answers() + answers;
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (witness.answers() < enough || logins.granted() < grantedBefore + 2) {
      assertThat(problems).isEmpty();
      assertThat(System.nanoTime()).as("answers: %s", witness.answers()).isLessThan(end);
      LockSupport.parkNanos(200_000);
    }
  }

  /** From now on, exceptions of clients are expected. */
  void expectKill() {
    killed = true;
  }

  /** Waits until every client has stopped because of the kill. */
  void end() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(problems).isEmpty();
  }

  /** Every client checks the acknowledged changes. */
  void verify() {
    clients.parallelStream().forEach(Traffic::verify);
  }

  /** The number of identities that have logged in. */
  int known() {
    return logins.known();
  }

  Witness witness() {
    return witness;
  }
}
