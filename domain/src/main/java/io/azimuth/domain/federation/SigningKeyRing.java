package io.azimuth.domain.federation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The keys behind one name: one that signs, one that is published and will sign next, and those
 * that signed before and whose tokens may not have expired yet.
 *
 * <p>The next key is made when the current one begins to sign, so it has been published for a whole
 * period before it signs. A rotation is one step, however long the server was down, because a
 * second step would sign with a key that no other system has fetched yet.
 *
 * @param current the key that signs
 * @param since when it began to sign, and {@code next} to be published
 * @param next the key that will sign next
 * @param retired keys that signed before, the newest first
 * @param owed latest expiry of tokens that the current key signed under earlier settings
 */
public record SigningKeyRing(
    SigningKeyPair current,
    Instant since,
    SigningKeyPair next,
    List<RetiredKey> retired,
    Instant owed) {

  /**
   * The longest lifetime of a token of a mount: Entra ID refuses tokens that live longer than 25 h.
   * A token of a role lives as long as {@code verification_ttl} at most.
   */
  public static final Duration LONGEST_TOKEN = Duration.ofHours(24);

  /** Entra ID reads only the first 100 keys of an issuer; automatic rotation stays far below. */
  public static final int MAX_RETIRED = 50;

  public SigningKeyRing {
    Objects.requireNonNull(current, "current");
    Objects.requireNonNull(since, "since");
    Objects.requireNonNull(next, "next");
    retired = List.copyOf(retired);
    Objects.requireNonNull(owed, "owed");
  }

  /** A first key, which signs at once because there is no other, and the next one. */
  public static SigningKeyRing begin(Supplier<SigningKeyPair> fresh, Instant now) {
    return new SigningKeyRing(fresh.get(), now, fresh.get(), List.of(), now);
  }

  /** Whether the next key is due to sign: the current one has signed for a whole period. */
  public boolean isDue(SigningKeySettings settings, Instant now) {
    return !now.isBefore(nextRotation(settings));
  }

  /** When the next key begins to sign. */
  public Instant nextRotation(SigningKeySettings settings) {
    return since.plus(settings.rotationPeriod());
  }

  /** How long the key that is to sign next has been published. */
  public Duration nextPublishedFor(Instant now) {
    Duration time = Duration.between(since, now);
    return time.isNegative() ? Duration.ZERO : time;
  }

  /** The ring after one rotation when that is due; else empty. */
  public Optional<SigningKeyRing> rotateIfDue(
      SigningKeySettings settings, Instant now, Supplier<SigningKeyPair> fresh) {
    return isDue(settings, now)
        ? Optional.of(
            rotate(retirement(settings, settings.verificationTtl(), now), now, fresh.get()))
        : Optional.empty();
  }

  /**
   * The ring after one rotation that an operator demands, whether it is due or not.
   *
   * @param verification how long the old key stays published, if the operator sets it, even when
   *     tokens that live longer were signed with it
   */
  public SigningKeyRing rotateNow(
      SigningKeySettings settings,
      Optional<Duration> verification,
      Instant now,
      SigningKeyPair fresh) {
    Instant until =
        verification
            .map(now::plus)
            .orElseGet(() -> retirement(settings, settings.verificationTtl(), now));
    return rotate(until, now, fresh);
  }

  /**
   * The ring after a change of the algorithm: two new keys, of which the first signs at once. The
   * key that signed stays published for its tokens; the one that would have signed next goes.
   *
   * @param before the settings under which the ring signed until now
   */
  public SigningKeyRing replaced(
      SigningKeySettings before, Instant now, Supplier<SigningKeyPair> fresh) {
    Instant until = retirement(before, before.verificationTtl(), now);
    return new SigningKeyRing(fresh.get(), now, fresh.get(), retiringCurrent(until, now), now);
  }

  /**
   * Whether an operator must wait before the next rotation, so that Entra ID still reads all keys.
   */
  public boolean isCrowded(Instant now) {
    return stillPublished(now).size() >= MAX_RETIRED;
  }

  /** This ring under settings that will change: the key of tokens signed so far stays published. */
  public SigningKeyRing beforeChangeOf(SigningKeySettings settings, Instant now) {
    Instant until = retirement(settings, settings.verificationTtl(), now);
    return new SigningKeyRing(current, since, next, retired, until);
  }

  /**
   * The keys that are published: those that sign now and next, then the old ones, the newest first.
   */
  public List<PublicSigningKey> published(Instant now) {
    List<PublicSigningKey> keys = new ArrayList<>();
    keys.add(current.publicKey());
    keys.add(next.publicKey());
    stillPublished(now).forEach(old -> keys.add(old.publicKey()));
    return List.copyOf(keys);
  }

  /** The longest lifetime of a token that the current key signs now; zero when it may not sign. */
  public Duration lifeLeft(SigningKeySettings settings, Instant now) {
    Duration left = Duration.between(now, since.plus(settings.wholeLife()));
    Duration most =
        settings.wholeLife().compareTo(LONGEST_TOKEN) < 0 ? settings.wholeLife() : LONGEST_TOKEN;
    return left.isNegative() ? Duration.ZERO : left.compareTo(most) < 0 ? left : most;
  }

  private SigningKeyRing rotate(Instant until, Instant now, SigningKeyPair fresh) {
    return new SigningKeyRing(next, now, fresh, retiringCurrent(until, now), now);
  }

  private List<RetiredKey> retiringCurrent(Instant until, Instant now) {
    List<RetiredKey> old = new ArrayList<>();
    old.add(new RetiredKey(current.publicKey(), until));
    old.addAll(stillPublished(now));
    return old;
  }

  private Instant retirement(SigningKeySettings settings, Duration verification, Instant now) {
    return later(now.plus(verification), lastExpiry(settings, now));
  }

  // The latest expiry of a token that the current key can have signed.
  private Instant lastExpiry(SigningKeySettings settings, Instant now) {
    Instant endOfLife = since.plus(settings.wholeLife());
    Instant longest = now.plus(LONGEST_TOKEN);
    return later(owed, endOfLife.isBefore(longest) ? endOfLife : longest);
  }

  private List<RetiredKey> stillPublished(Instant now) {
    return retired.stream().filter(old -> old.isPublished(now)).toList();
  }

  private static Instant later(Instant one, Instant other) {
    return one.isBefore(other) ? other : one;
  }
}
