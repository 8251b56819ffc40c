package io.azimuth.product.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server is killed during logins, writes, deletions, revocations and wrapping. After the restart,
 * every acknowledged change exists, nothing revoked is valid, and the audit log contains every
 * answered request, even while audit files are rotated or one of two devices fails. {@code
 * -Dazimuth.crash.rounds=100} kills it a hundred times.
 */
@Tag("slow")
final class MixedKillTest {

  private static final int ROUNDS = Integer.getInteger("azimuth.crash.rounds", 5);
  private static final int ENOUGH = 50; // answers to await in each half of a round

  private final Random random = new Random();
  private TestingServer server;
  private AuditFiles audit;
  private MixedLoad load;

  @Test
  void whatWasAnsweredBeforeAKillHoldsAndIsInTheAuditLog(@TempDir Path directory)
      throws InterruptedException, IOException {
    try (TestingServer started = TestingServer.in(directory).onMapDb().inItsOwnProcess().start()) {
      server = started;
      audit = AuditFiles.enable(server);
      load = MixedLoad.on(server);
      for (int round = 0; round < ROUNDS; round++) {
        killOnce(round);
      }
      audit.verify(load.witness(), ROUNDS);
    }
    System.out.printf("%d kills, %d answers, %s%n", ROUNDS, load.witness().answers(), audit);
    assertThat(load.known()).isGreaterThanOrEqualTo(ROUNDS / 4);
    assertThat(load.witness().answers()).isGreaterThanOrEqualTo(2 * ROUNDS * ENOUGH);
  }

  private void killOnce(int round) throws InterruptedException {
    load.begin();
    load.await(ENOUGH);
    String broken = disturb(round);
    load.await(ENOUGH + random.nextInt(ENOUGH));
    load.expectKill();
    server.kill();
    load.end();
    server.start();
    load.verify();
    audit.mend(broken);
  }

  /** The disturbance in the middle of a round; returns the device that fails from then on. */
  private String disturb(int round) {
    switch (round % 4) {
      case 1 -> audit.rotate();
      case 2 -> audit.breakDown("one");
      case 3 -> audit.breakDown("two");
      default -> {}
    }
    return round % 4 == 2 ? "one" : "two";
  }
}
