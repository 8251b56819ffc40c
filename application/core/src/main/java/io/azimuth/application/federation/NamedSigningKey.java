package io.azimuth.application.federation;

import io.azimuth.domain.federation.SigningKeyName;
import io.azimuth.domain.federation.SigningKeyPair;
import io.azimuth.domain.federation.SigningKeyRing;
import io.azimuth.domain.federation.SigningKeySettings;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A signing key under its name.
 *
 * @param settings how it is used
 * @param ring its keys; empty before its first token
 */
record NamedSigningKey(
    SigningKeyName name, SigningKeySettings settings, Optional<SigningKeyRing> ring) {

  /** The key {@code default}, which exists without being created. */
  static final NamedSigningKey DEFAULT =
      new NamedSigningKey(SigningKeyName.DEFAULT, SigningKeySettings.DEFAULT, Optional.empty());

  public NamedSigningKey with(SigningKeyRing newRing) {
    return new NamedSigningKey(name, settings, Optional.of(newRing));
  }

  /**
   * The same key with other settings; tokens that were signed before stay valid. Another algorithm
   * needs other keys at once.
   *
   * @param fresh makes keys of the new algorithm
   */
  public NamedSigningKey with(
      SigningKeySettings newSettings, Instant now, Supplier<SigningKeyPair> fresh) {
    boolean sameKeys = newSettings.algorithm() == settings.algorithm();
    return new NamedSigningKey(
        name,
        newSettings,
        ring.map(
            keys ->
                sameKeys
                    ? keys.beforeChangeOf(settings, now)
                    : keys.replaced(settings, now, fresh)));
  }

  boolean isDue(Instant now) {
    return ring.filter(keys -> keys.isDue(settings, now)).isPresent();
  }

  /** What must be stored before the key may sign: first keys or a due rotation; otherwise empty. */
  Optional<NamedSigningKey> advanced(Instant now, Supplier<SigningKeyPair> fresh) {
    return ring.isEmpty()
        ? Optional.of(with(SigningKeyRing.begin(fresh, now)))
        : ring.get().rotateIfDue(settings, now, fresh).map(this::with);
  }
}
