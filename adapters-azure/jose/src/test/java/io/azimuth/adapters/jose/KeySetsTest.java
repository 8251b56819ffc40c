package io.azimuth.adapters.jose;

import static io.azimuth.adapters.jose.TokenMint.NOW;
import static io.azimuth.adapters.jose.TokenMint.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.domain.claim.TokenRejection;
import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.Verification;
import io.azimuth.testkit.fake.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeySetsTest {

  private final FakeFetcher fetcher = FakeFetcher.publishing(SigningKey.FIRST);
  private final MutableClock clock = new MutableClock(NOW);
  private final KeySets keySets = new KeySets(fetcher, Rs256Checks.JDK, Runnable::run, clock);
  private final JoseTokenVerifier verifier = new JoseTokenVerifier(keySets, Rs256Checks.JDK, clock);
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    fetcher.release();
    threads.shutdownNow();
  }

  // Fetching and keeping

  @Test
  void fetchesAtFirstUseAndNotAgain() {
    assertThat(fetcher.fetches()).isZero();

    accept(token().mint());
    accept(token().mint());

    assertThat(fetcher.fetches()).isEqualTo(1);
  }

  @Test
  void fetchesAtFirstUseEvenForATokenThatIsOtherwiseBad() {
    assertThat(reject(token().expiresAt(1).mint())).isEqualTo(TokenRejection.EXPIRED);
  }

  @Test
  void refreshesEveryHourInTheBackground() {
    accept(longLived());
    clock.advance(Duration.ofMinutes(59));
    keySets.refreshDue();
    assertThat(fetcher.fetches()).isEqualTo(1);

    clock.advance(Duration.ofMinutes(1));
    keySets.refreshDue();
    assertThat(fetcher.fetches()).isEqualTo(2);
    keySets.refreshDue();
    assertThat(fetcher.fetches()).isEqualTo(2);
  }

  @Test
  void readsAFileOfThisMachineEveryTenSeconds() {
    KeySet keys = keySets.at(new KeySetLocation(URI.create("file:///etc/keys.json"), "site"));
    String kid = SigningKey.FIRST.kid();
    assertThat(keys.find(kid, true, Deadline.of(Duration.ofSeconds(5))).join()).hasSize(1);

    clock.advance(Duration.ofSeconds(9));
    keySets.refreshDue();
    assertThat(fetcher.fetches()).isEqualTo(1);

    clock.advance(Duration.ofSeconds(1));
    keySets.refreshDue();
    assertThat(fetcher.fetches()).isEqualTo(2);
  }

  @Test
  void doesNotMakeALoginWaitForTheHourlyRefresh() {
    KeySets inBackground = new KeySets(fetcher, Rs256Checks.JDK, threads, clock);
    JoseTokenVerifier patient = new JoseTokenVerifier(inBackground, Rs256Checks.JDK, clock);
    accept(patient, longLived());
    fetcher.hang();
    clock.advance(Duration.ofHours(2));

    accept(patient, longLived());
  }

  @Test
  void stopsUsingAKeyAsSoonAsASetComesWithoutIt() {
    fetcher.publish(SigningKey.FIRST, SigningKey.SECOND);
    accept(longLived());
    fetcher.publish(SigningKey.SECOND);
    clock.advance(Duration.ofHours(1));
    keySets.refreshDue();

    assertThat(reject(longLived())).isEqualTo(TokenRejection.KEY_UNKNOWN);
  }

  @Test
  void keepsTheLastGoodSetForADayOfOutage() {
    accept(longLived());
    fetcher.goDown();
    clock.advance(Duration.ofHours(24).minusMillis(1));
    keySets.refreshDue();
    accept(longLived());

    clock.advance(Duration.ofMillis(1));
    assertUnavailable(longLived());
    fetcher.comeBack();
    clock.advance(Duration.ofSeconds(2));
    accept(longLived());
  }

  @Test
  void countsTheDayFromTheLastFetchThatHeldTheKey() {
    accept(longLived());
    clock.advance(Duration.ofHours(20));
    keySets.refreshDue();
    fetcher.goDown();
    clock.advance(Duration.ofHours(23));

    accept(longLived());
  }

  @Test
  void triesAFailedRefreshOnceAMinute() {
    accept(longLived());
    fetcher.goDown();
    clock.advance(Duration.ofHours(1));
    for (int second = 0; second < 120; second++) {
      accept(longLived());
      clock.advance(Duration.ofSeconds(1));
    }

    assertThat(fetcher.fetches()).isEqualTo(1 + 2);
  }

  @Test
  void keepsTheLastGoodSetWhenTheNextHasNoUsableKey() {
    accept(longLived());
    for (String useless : List.of("{\"keys\":[]}", "{}", "[]", "<html>", "")) {
      fetcher.publishText(useless);
      clock.advance(Duration.ofHours(1));
      keySets.refreshDue();
      accept(longLived());
    }
    assertThat(fetcher.fetches()).isEqualTo(6);
  }

  @Test
  void reportsAnUnusableFirstSetAsSuch() {
    fetcher.publishText("{\"keys\":[]}");

    assertFault(token().mint(), ErrorCode.IDENTITY_PROVIDER_UNUSABLE);
  }

  @Test
  void retriesAFailedFirstFetchOnceInTwoSeconds() {
    fetcher.goDown();
    for (int tenth = 0; tenth < 100; tenth++) {
      assertUnavailable(token().kid("junk-" + tenth).mintUnsigned());
      clock.advance(Duration.ofMillis(100));
    }

    assertThat(fetcher.fetches()).isEqualTo(5);
  }

  // Unknown keys

  @Test
  void fetchesOnceForAnUnknownKeyAndFindsIt() {
    accept(token().mint());
    fetcher.publish(SigningKey.FIRST, SigningKey.SECOND);

    accept(token().key(SigningKey.SECOND).mint());
    assertThat(fetcher.fetches()).isEqualTo(2);
  }

  @Test
  void remembersForTenSecondsThatAKeyIsAbsent() {
    accept(token().mint());
    UnverifiedToken junk = token().kid("junk").mint();

    reject(junk);
    clock.advance(Duration.ofMillis(9_999));
    reject(junk);
    assertThat(fetcher.fetches()).isEqualTo(2);
    clock.advance(Duration.ofMillis(1));
    reject(junk);
    assertThat(fetcher.fetches()).isEqualTo(3);
  }

  @Test
  void fetchesForNoTokenThatWouldBeRefusedAnyway() {
    accept(token().mint());
    for (TokenMint unfit :
        List.of(
            token().audience("https://other.example/"),
            token().expiresAt(NOW.minusSeconds(60).getEpochSecond()),
            token().notBefore(NOW.plusSeconds(61).getEpochSecond()),
            token().tenant(TokenMint.OTHER_TENANT),
            token().issuer(TokenMint.v1Issuer(TokenMint.OTHER_TENANT)),
            token().issuedAt(null))) {
      reject(unfit.kid("junk").mint());
    }

    assertThat(fetcher.fetches()).isEqualTo(1);
  }

  @Test
  void aFloodOfJunkCostsOneFetchInTenSecondsAndDelaysNoRollOver() {
    fetcher.publish(SigningKey.SECOND.named("old"));
    accept(token().key(SigningKey.SECOND.named("old")).mint());
    UnverifiedToken rolledOver = token().mint();
    Duration rolledAt = Duration.ofSeconds(93);
    Duration worksAt = Duration.ZERO;
    int hundredths = 0;
    for (; hundredths < 3 * 60 * 100; hundredths++) {
      Duration elapsed = Duration.ofMillis(hundredths * 10L);
      if (elapsed.equals(rolledAt)) {
        fetcher.publish(SigningKey.FIRST);
      }
      assertThat(reject(token().kid("junk-" + hundredths).mintUnsigned()))
          .isEqualTo(TokenRejection.KEY_UNKNOWN);
      if (elapsed.compareTo(rolledAt) > 0 && worksAt.isZero() && isAccepted(rolledOver)) {
        worksAt = elapsed;
      }
      clock.advance(Duration.ofMillis(10));
    }

    assertThat(worksAt).isBetween(rolledAt, rolledAt.plusSeconds(10));
    assertThat(fetcher.fetches()).isEqualTo(1 + 18);
  }

  @Test
  void scheduledRefreshesDoNotUseUpTheBudgetOfUnknownKeys() {
    accept(longLived());
    clock.advance(Duration.ofHours(1));
    keySets.refreshDue();
    fetcher.publish(SigningKey.FIRST, SigningKey.SECOND);

    accept(TokenMint.token().key(SigningKey.SECOND).expiresAt(4_000_000_000L).mint());
    assertThat(fetcher.fetches()).isEqualTo(3);
  }

  @Test
  void anUnknownKeyDuringAnOutageIsNotTheCallersFault() {
    accept(token().mint());
    fetcher.goDown();

    assertUnavailable(token().key(SigningKey.SECOND).mint());
    assertUnavailable(token().key(SigningKey.SECOND).mint());
    assertThat(fetcher.fetches()).isEqualTo(2);
    accept(token().mint());
  }

  // Many callers

  @Test
  void sixtyFourColdCallersShareOneFetch() throws InterruptedException, ExecutionException {
    JoseTokenVerifier shared =
        new JoseTokenVerifier(
            new KeySets(fetcher, Rs256Checks.JDK, threads, clock), Rs256Checks.JDK, clock);
    fetcher.hang();
    UnverifiedToken token = token().mint();
    List<Callable<Boolean>> logins = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      logins.add(() -> isAccepted(shared, token));
    }
    List<Future<Boolean>> answers = logins.stream().map(threads::submit).toList();
    fetcher.release();

    for (Future<Boolean> answer : answers) {
      assertThat(answer.get()).isTrue();
    }
    assertThat(fetcher.fetches()).isEqualTo(1);
  }

  @Test
  void aCallerWhosePatienceEndsLeavesTheFetchToTheOthers() {
    JoseTokenVerifier shared =
        new JoseTokenVerifier(
            new KeySets(fetcher, Rs256Checks.JDK, threads, clock), Rs256Checks.JDK, clock);
    fetcher.hang();

    assertThatThrownBy(
            () ->
                shared
                    .verify(token().mint(), Trusted.tenant(), Deadline.of(Duration.ofMillis(50)))
                    .join())
        .isInstanceOfSatisfying(
            ServiceException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE));
    fetcher.release();
    accept(shared, token().mint());
    assertThat(fetcher.fetches()).isEqualTo(1);
  }

  @Test
  void aHangingFetchForAnUnknownKeyHoldsUpNoTokenOfAKnownKey() {
    JoseTokenVerifier shared =
        new JoseTokenVerifier(
            new KeySets(fetcher, Rs256Checks.JDK, threads, clock), Rs256Checks.JDK, clock);
    accept(shared, token().mint());
    fetcher.hang();
    Future<Boolean> waiting = threads.submit(() -> isAccepted(shared, token().kid("new").mint()));

    accept(shared, token().mint());
    assertThat(waiting).isNotDone();
  }

  // Bounds

  @Test
  void keepsABoundedNumberOfLocations() {
    for (int i = 0; i < KeySets.MAX_LOCATIONS + 50; i++) {
      keySets.at(new KeySetLocation(URI.create("https://login.example/" + i), "test"));
    }

    assertThat(keySets.size()).isEqualTo(KeySets.MAX_LOCATIONS);
  }

  @Test
  void forgetsASetThatNobodyAsksForAnyMore() {
    accept(token().mint());
    clock.advance(Duration.ofHours(24));
    keySets.refreshDue();

    assertThat(keySets.size()).isZero();
    assertThat(fetcher.fetches()).isEqualTo(1);
  }

  @Test
  void survivesAClockThatIsSetBack() {
    accept(longLived());
    reject(token().kid("junk").expiresAt(4_000_000_000L).mint());
    clock.advance(Duration.ofHours(-10));
    fetcher.publish(SigningKey.SECOND);

    UnverifiedToken rolled =
        token().key(SigningKey.SECOND).issuedAt(1).notBefore(1).expiresAt(4_000_000_000L).mint();
    accept(rolled);
  }

  private static UnverifiedToken longLived() {
    return token().expiresAt(4_000_000_000L).mint();
  }

  private void accept(UnverifiedToken token) {
    accept(verifier, token);
  }

  private static void accept(JoseTokenVerifier verifier, UnverifiedToken token) {
    assertThat(isAccepted(verifier, token)).isTrue();
  }

  private boolean isAccepted(UnverifiedToken token) {
    return isAccepted(verifier, token);
  }

  private static boolean isAccepted(JoseTokenVerifier verifier, UnverifiedToken token) {
    Verification verification =
        verifier.verify(token, Trusted.tenant(), Deadline.of(Trusted.PATIENCE)).join();
    return verification.fold(accepted -> true, rejected -> false);
  }

  private TokenRejection reject(UnverifiedToken token) {
    return verifier
        .verify(token, Trusted.tenant(), Deadline.of(Trusted.PATIENCE))
        .join()
        .fold(
            accepted -> {
              throw new AssertionError("accepted");
            },
            Verification.Rejected::reason);
  }

  private void assertUnavailable(UnverifiedToken token) {
    assertFault(token, ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE);
  }

  private void assertFault(UnverifiedToken token, ErrorCode code) {
    assertThatThrownBy(
            () -> verifier.verify(token, Trusted.tenant(), Deadline.of(Trusted.PATIENCE)).join())
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
