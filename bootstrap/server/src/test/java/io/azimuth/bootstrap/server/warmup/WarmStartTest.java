package io.azimuth.bootstrap.server.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.spi.verify.Verification;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmStartTest {

  @Test
  void theRehearsalReachesTheSignatureOfItsToken() {
    assertThat(new VerifierWarmUp(Clock.systemUTC(), new SecureRandom(), Optional::empty).run())
        .isInstanceOfSatisfying(
            Verification.Rejected.class,
            it -> assertThat(it.reason()).isEqualTo(TokenRejection.SIGNATURE));
  }

  @Test
  void waitsForItsWork() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    try (WarmStart warm = new WarmStart(Duration.ofMinutes(1))) {
      warm.begin(() -> done.set(true));

      warm.await();

      assertThat(done).isTrue();
    }
  }

  @Test
  void workThatTakesTooLongGoesOnWhileTheServerListens() throws InterruptedException {
    CountDownLatch listening = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    try (WarmStart warm = new WarmStart(Duration.ofMillis(1))) {
      warm.begin(
          () -> {
            awaitUninterrupted(listening);
            done.countDown();
          });

      warm.await();
      listening.countDown();

      assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void workThatFailsDoesNotStopTheServer() throws InterruptedException {
    try (WarmStart warm = new WarmStart(Duration.ofMinutes(1))) {
      warm.begin(
          () -> {
            throw new IllegalStateException("planned");
          });

      warm.await();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
