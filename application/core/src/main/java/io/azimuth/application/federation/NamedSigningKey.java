package io.azimuth.application.federation;

import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.domain.federation.SigningKeySettings;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A signing key under its name.
 *
 * @param name of it
 * @param settings how it is used
 * @param ring its keys; none before its first token
 */
record NamedSigningKey(
    SigningKeyName name, SigningKeySettings settings, Optional<SigningKeyRing> ring) {

  public NamedSigningKey {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(settings, "settings");
    Objects.requireNonNull(ring, "ring");
  }

  /** The one that need not be made. */
  static final NamedSigningKey DEFAULT =
      new NamedSigningKey(SigningKeyName.DEFAULT, SigningKeySettings.DEFAULT, Optional.empty());

  /** The same with other keys. */
  public NamedSigningKey with(SigningKeyRing newRing) {
    return new NamedSigningKey(name, settings, Optional.of(newRing));
  }

  /** The same under other settings; what was signed so far stays good. */
  public NamedSigningKey with(SigningKeySettings newSettings, Instant now) {
    return new NamedSigningKey(
        name, newSettings, ring.map(keys -> keys.beforeChangeOf(settings, now)));
  }

  boolean isDue(Instant now) {
    return ring.filter(keys -> keys.isDue(settings, now)).isPresent();
  }

  /** What must be stored before it may sign: first keys or a due rotation; empty when nothing. */
  Optional<NamedSigningKey> advanced(Instant now, Supplier<SigningKeyPair> fresh) {
    return ring.isEmpty()
        ? Optional.of(with(SigningKeyRing.begin(fresh, now)))
        : ring.get().rotateIfDue(settings, now, fresh).map(this::with);
  }
}
