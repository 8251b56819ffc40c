package io.azimuth.adapters.azure.simulator.state;

import io.azimuth.adapters.azure.simulator.fleet.SeededPassword;
import io.azimuth.domain.secret.SecretText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** A password that an application has, with its use at the token endpoint. */
public final class AppPassword {

  private final String keyId;
  private final Optional<String> displayName;
  private final SecretText text;
  private final Instant starts;
  private final Instant ends;
  private final CredentialPropagation propagation;

  public AppPassword(
      String keyId, Optional<String> displayName, SecretText text, Instant starts, Instant ends) {
    this.keyId = keyId;
    this.displayName = displayName;
    this.text = text;
    this.starts = starts;
    this.ends = ends;
    this.propagation = new CredentialPropagation(starts);
  }

  /** A seeded one, known since the start of the simulator. */
  static AppPassword of(SeededPassword seeded, Instant start) {
    return new AppPassword(
        seeded.keyId(),
        seeded.displayName(),
        seeded.text(),
        start,
        seeded.ends().orElseGet(() -> twoYearsAfter(start)));
  }

  /** Azure's default. */
  public static Instant twoYearsAfter(Instant start) {
    return start.atOffset(ZoneOffset.UTC).plusYears(2).toInstant();
  }

  /** Makes it known to the token endpoint step by step, beginning now. */
  AppPassword propagation(SecretPropagation spread, Instant now) {
    propagation.begin(spread, starts.isAfter(now) ? starts : now);
    return this;
  }

  public boolean isText(SecretText offeredText) {
    return text.equals(offeredText);
  }

  /** Whether the front end that was hit knows it; counts the request. */
  public boolean isKnown(Instant now) {
    return propagation.isKnown(now);
  }

  /** A password is good until its end and not at it. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(ends);
  }

  public void accept() {
    propagation.accept();
  }

  public ListedPassword listed() {
    return new ListedPassword(keyId, displayName, hint(), starts, ends, propagation.accepted());
  }

  public String keyId() {
    return keyId;
  }

  public SecretText text() {
    return text;
  }

  private String hint() {
    return text.expose().substring(0, SeededPassword.HINT);
  }
}
