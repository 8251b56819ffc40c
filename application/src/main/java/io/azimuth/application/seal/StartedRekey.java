package io.azimuth.application.seal;

import io.azimuth.domain.secret.SecretBytes;
import java.util.List;
import java.util.Optional;

/** A rekey under way. For use under the lock of {@link Rekeying}. */
final class StartedRekey {

  private final Attempt attempt;
  private final Optional<SharePlan> plan;
  private final boolean verified;
  private Optional<SecretBytes> newKey = Optional.empty();
  private Attempt check;

  StartedRekey(Attempt attempt, Optional<SharePlan> plan, boolean verified) {
    this.attempt = attempt;
    this.plan = plan;
    this.verified = verified;
    this.check = attempt.named("");
  }

  /** Those who hold the present key. */
  Attempt attempt() {
    return attempt;
  }

  Optional<SharePlan> plan() {
    return plan;
  }

  /** Whether the new shares are to be proved before they count. */
  boolean verified() {
    return verified;
  }

  boolean isVerifying() {
    return newKey.isPresent();
  }

  /** The new key is handed out, and has to come back. */
  void verify(SecretBytes key, String nonce) {
    newKey = Optional.of(key);
    attempt.wipe();
    check = attempt.named(nonce);
  }

  void restartVerification(String nonce) {
    check.wipe();
    check = attempt.named(nonce);
  }

  /** Those who hold the new key. */
  Attempt check() {
    return check;
  }

  SecretBytes newKey() {
    return newKey.orElseThrow();
  }

  boolean isNewKey(Optional<SecretBytes> key) {
    return key.isPresent() && key.equals(newKey);
  }

  RekeyStatus status(int required) {
    return new RekeyStatus(
        attempt.nonce(),
        plan.map(SharePlan::counts),
        attempt.progress(),
        required,
        plan.map(SharePlan::fingerprints).orElseGet(List::of),
        verified,
        check.nonce());
  }

  VerificationStatus verification() {
    return new VerificationStatus(check.nonce(), plan.orElseThrow().counts(), check.progress());
  }

  void wipe() {
    attempt.wipe();
    check.wipe();
    newKey.ifPresent(SecretBytes::wipe);
    newKey = Optional.empty();
  }
}
