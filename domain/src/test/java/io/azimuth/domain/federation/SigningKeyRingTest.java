package io.azimuth.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How signing keys follow one another, with a clock that is moved. */
class SigningKeyRingTest {

  private static final Instant START = Instant.parse("2028-02-28T22:30:00Z");
  private static final Duration DAY = Duration.ofHours(24);
  private static final SigningKeySettings DAILY = SigningKeySettings.DEFAULT;

  private final AtomicInteger made = new AtomicInteger();
  private Instant now = START;
  private SigningKeyRing ring = SigningKeyRing.begin(this::fresh, START);

  @Test
  void beginsWithAKeyThatSignsAndOneThatIsPublishedBehindIt() {
    assertThat(ring.current().id()).isEqualTo("key-1");
    assertThat(published()).containsExactly("key-1", "key-2");
  }

  @Test
  void isNotDueAMomentBeforeThePeriodEnds() {
    now = START.plus(DAY).minusNanos(1);

    assertThat(ring.rotateIfDue(DAILY, now, this::fresh)).isEmpty();
    assertThat(made).hasValue(2);
  }

  @Test
  void theNextKeySignsOnceItWasPublishedForAPeriod() {
    move(DAY);

    assertThat(ring.nextPublishedFor(now)).isEqualTo(DAY);
    rotate();

    assertThat(ring.current().id()).isEqualTo("key-2");
    assertThat(ring.next().id()).isEqualTo("key-3");
    assertThat(published()).containsExactly("key-2", "key-3", "key-1");
  }

  @Test
  void anOldKeyIsPublishedUntilTheVerificationTtlIsOver() {
    move(DAY);
    rotate();

    now = START.plus(DAY).plus(DAY).minusNanos(1);
    assertThat(published()).contains("key-1");
    now = now.plusNanos(1);
    assertThat(published()).containsExactly("key-2", "key-3");
  }

  @Test
  void rotatesOneStepHoweverLongTheServerWasDown() {
    move(Duration.ofDays(400));
    rotate();

    assertThat(ring.current().id()).isEqualTo("key-2");
    assertThat(ring.rotateIfDue(DAILY, now, this::fresh)).isEmpty();
    assertThat(ring.nextRotation(DAILY)).isEqualTo(now.plus(DAY));
  }

  @Test
  void everyKeyOfFourYearsWasPublishedForAPeriodBeforeItSigned() {
    for (int day = 0; day < 4 * 366; day++) {
      String next = ring.next().id();
      move(Duration.ofHours(17 + day % 13));
      if (ring.isDue(DAILY, now)) {
        assertThat(ring.nextPublishedFor(now)).isGreaterThanOrEqualTo(DAY);
        rotate();
        assertThat(ring.current().id()).isEqualTo(next);
      }
      assertThat(published()).hasSizeBetween(2, 4).doesNotHaveDuplicates();
    }
    assertThat(made.get()).isGreaterThan(700);
  }

  @Test
  void aTokenLivesNoLongerThanItsKeyIsPublishedForSure() {
    assertThat(ring.lifeLeft(DAILY, now)).isEqualTo(DAY);
    assertThat(ring.lifeLeft(DAILY, now.plus(Duration.ofHours(47)))).isEqualTo(Duration.ofHours(1));
    assertThat(ring.lifeLeft(DAILY, now.plus(Duration.ofDays(2)))).isZero();
    assertThat(ring.lifeLeft(DAILY, now.plus(Duration.ofDays(9)))).isZero();
  }

  @Test
  void aClockThatWentBackGivesNoLongerLife() {
    SigningKeySettings hourly = settings(Duration.ofHours(1), Duration.ofHours(2));

    assertThat(ring.lifeLeft(hourly, now.minus(Duration.ofDays(9)))).isEqualTo(Duration.ofHours(3));
  }

  @Test
  void aKeyThatIsRotatedEarlyStaysForTheTokensThatItSigned() {
    SigningKeySettings settings = settings(Duration.ofHours(10), Duration.ofHours(1));
    move(Duration.ofHours(2));

    ring = ring.rotateNow(settings, Optional.empty(), now, fresh());

    // a token that was signed a moment ago may live until the end of the key's life
    assertThat(ring.retired().get(0).until()).isEqualTo(START.plus(Duration.ofHours(11)));
  }

  @Test
  void noKeyStaysLongerForTokensThanATokenCanLive() {
    SigningKeySettings settings = settings(Duration.ofDays(30), Duration.ofHours(1));

    ring = ring.rotateNow(settings, Optional.empty(), now, fresh());

    assertThat(ring.retired().get(0).until()).isEqualTo(now.plus(SigningKeyRing.LONGEST_TOKEN));
  }

  @Test
  void anOperatorMayWithdrawAKeyAtOnce() {
    ring = ring.rotateNow(DAILY, Optional.of(Duration.ZERO), now, fresh());

    assertThat(published()).containsExactly("key-2", "key-3");
  }

  @Test
  void theNextKeyOfARotationByHandMayBeNew() {
    move(Duration.ofMinutes(5));

    assertThat(ring.nextPublishedFor(now)).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void shorterSettingsDoNotShortenWhatWasSignedBefore() {
    SigningKeySettings shorter = settings(Duration.ofHours(1), Duration.ZERO);
    move(Duration.ofHours(1));

    ring = ring.beforeChangeOf(DAILY, now);
    ring = ring.rotateIfDue(shorter, now, this::fresh).orElseThrow();

    assertThat(ring.retired().get(0).until()).isEqualTo(now.plus(DAY));
    assertThat(ring.owed()).isEqualTo(now);
  }

  @Test
  void aShorterVerificationKeepsTheKeyForTokensThatLiveAsLongAsTheOld() {
    SigningKeySettings ofDays = settings(Duration.ofDays(2), Duration.ofDays(3));
    SigningKeySettings shorter = settings(Duration.ofDays(2), Duration.ZERO);

    ring = ring.beforeChangeOf(ofDays, now);
    ring = ring.rotateNow(shorter, Optional.empty(), now, fresh());

    assertThat(ring.retired().get(0).until()).isEqualTo(now.plus(Duration.ofDays(3)));
  }

  @Test
  void anotherAlgorithmBringsTwoNewKeysAndKeepsTheOneThatSigned() {
    move(Duration.ofHours(1));

    ring = ring.replaced(DAILY, now, this::fresh);

    assertThat(published()).containsExactly("key-3", "key-4", "key-1");
    assertThat(ring.since()).isEqualTo(now);
    assertThat(ring.retired().get(0).until()).isEqualTo(now.plus(DAY));
  }

  @Test
  void isCrowdedWhenFiftyOldKeysArePublished() {
    for (int i = 0; i < SigningKeyRing.MAX_RETIRED - 1; i++) {
      ring = ring.rotateNow(DAILY, Optional.empty(), now, fresh());
    }
    assertThat(ring.isCrowded(now)).isFalse();

    ring = ring.rotateNow(DAILY, Optional.empty(), now, fresh());

    assertThat(ring.isCrowded(now)).isTrue();
    assertThat(ring.isCrowded(now.plus(DAY))).isFalse();
  }

  @Test
  void printsNoPrivateKey() {
    assertThat(ring.toString()).contains("key-1").doesNotContain("private-1").contains("***");
  }

  private SigningKeyPair fresh() {
    int number = made.incrementAndGet();
    return new SigningKeyPair(
        new PublicSigningKey(
            "key-" + number, SigningAlgorithm.RS256, Map.of("n", "n" + number, "e", "AQAB")),
        SecretBytes.of(("private-" + number).getBytes(StandardCharsets.UTF_8)));
  }

  private static SigningKeySettings settings(Duration period, Duration verification) {
    return new SigningKeySettings(period, verification, List.of("*"), SigningAlgorithm.RS256);
  }

  private void move(Duration time) {
    now = now.plus(time);
  }

  private void rotate() {
    ring = ring.rotateIfDue(DAILY, now, this::fresh).orElseThrow();
  }

  private List<String> published() {
    return ring.published(now).stream().map(PublicSigningKey::id).toList();
  }
}
