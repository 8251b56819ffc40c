package io.azimuth.adapters.azure.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import io.azimuth.adapters.azure.signin.SignInException;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.testkit.fake.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

/** When the token that all connections share is renewed, and what happens when it cannot be. */
@Timeout(120)
class DatabaseTokensTest {

  private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

  private final MutableClock clock = new MutableClock(START);
  private final AtomicInteger signIns = new AtomicInteger();
  private Duration life = Duration.ofHours(1);
  private boolean down;

  private final DatabaseTokens tokens = new DatabaseTokens(this::signIn, clock);

  private Mono<AccessToken> signIn() {
    int number = signIns.incrementAndGet();
    return down
        ? Mono.error(new SignInException("signing in failed: no answer in time"))
        : Mono.just(token(number));
  }

  private AccessToken token(int number) {
    return new AccessToken("token-" + number, clock.instant().plus(life).atOffset(ZoneOffset.UTC));
  }

  private String token() {
    return tokens.token().expose();
  }

  @Test
  void allShareOneTokenUntilTenMinutesBeforeItsEnd() {
    assertThat(token()).isEqualTo("token-1");
    clock.advance(Duration.ofMinutes(50).minusSeconds(1));
    assertThat(token()).isEqualTo("token-1");

    clock.advance(Duration.ofSeconds(1));
    assertThat(token()).isEqualTo("token-2");
    assertThat(token()).isEqualTo("token-2");
    assertThat(signIns).hasValue(2);
  }

  @Test
  void aShortLivedTokenIsRenewedAtHalfOfItsTime() {
    life = Duration.ofMinutes(4);
    assertThat(token()).isEqualTo("token-1");
    clock.advance(Duration.ofSeconds(119));
    assertThat(token()).isEqualTo("token-1");
    clock.advance(Duration.ofSeconds(1));
    assertThat(token()).isEqualTo("token-2");
  }

  @Test
  void theOldTokenServesUntilItsEndWhileNoneCanBeHad() {
    assertThat(token()).isEqualTo("token-1");
    down = true;
    clock.advance(Duration.ofMinutes(50));
    assertThat(token()).isEqualTo("token-1");
    assertThat(token()).isEqualTo("token-1");
    assertThat(signIns).hasValue(2); // not at each connection

    clock.advance(Duration.ofSeconds(30));
    assertThat(token()).isEqualTo("token-1");
    assertThat(signIns).hasValue(3);

    clock.advance(Duration.ofMinutes(10));
    assertNone("no answer in time");

    down = false;
    clock.advance(Duration.ofSeconds(1));
    assertThat(token()).isEqualTo("token-5");
  }

  @Test
  void withoutATokenSigningInIsTriedOnceASecond() {
    down = true;
    assertNone("no answer in time");
    assertNone("no answer in time");
    assertThat(signIns).hasValue(1);
    clock.advance(Duration.ofSeconds(1));
    assertNone("no answer in time");
    assertThat(signIns).hasValue(2);
  }

  private void assertNone(String why) {
    assertThatThrownBy(tokens::token)
        .isInstanceOfSatisfying(
            ServiceException.class,
            thrown -> {
              assertThat(thrown.code()).isEqualTo(ErrorCode.AZURE_SIGN_IN_FAILED);
              assertThat(thrown.detail()).contains(why);
            });
  }

  @Test
  void aRefusedTokenIsReplacedOnceAMinute() {
    assertThat(token()).isEqualTo("token-1");
    tokens.refused(SecretText.of("token-0")); // an older one
    assertThat(token()).isEqualTo("token-1");

    tokens.refused(SecretText.of("token-1"));
    assertThat(token()).isEqualTo("token-2");
    tokens.refused(SecretText.of("token-2"));
    assertThat(token()).isEqualTo("token-2");

    clock.advance(Duration.ofMinutes(1));
    tokens.refused(SecretText.of("token-2"));
    assertThat(token()).isEqualTo("token-3");
  }

  @Test
  void manyConnectionsWaitForOneSignIn() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    DatabaseTokens slow =
        new DatabaseTokens(() -> Mono.fromCallable(() -> token(afterThe(answer))), clock);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<SecretText>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(slow::token));
      }
      answer.countDown();
      for (Future<SecretText> one : all) {
        assertThat(one.get().expose()).isEqualTo("token-1");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whoHasAValidTokenDoesNotWaitForTheRenewal() throws Exception {
    CountDownLatch renewing = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    DatabaseTokens slow =
        new DatabaseTokens(
            () ->
                Mono.fromCallable(
                    () -> {
                      int number = signIns.incrementAndGet();
                      if (number == 2) {
                        renewing.countDown();
                        answer.await();
                      }
                      return token(number);
                    }),
            clock);
    assertThat(slow.token().expose()).isEqualTo("token-1");
    clock.advance(Duration.ofMinutes(55));
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<SecretText> renewed = threads.submit(slow::token);
      assertThat(renewing.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(slow.token().expose()).isEqualTo("token-1");
      answer.countDown();
      assertThat(renewed.get().expose()).isEqualTo("token-2");
    } finally {
      threads.shutdownNow();
    }
  }

  private int afterThe(CountDownLatch answer) throws InterruptedException {
    int number = signIns.incrementAndGet();
    answer.await();
    return number;
  }
}
