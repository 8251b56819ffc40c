package io.azimuth.adapters.azure.simulator.attestation;

import io.azimuth.adapters.azure.simulator.token.TokenSigningKey;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The keys of the instance: the last one signs. The first is made when it is needed. */
final class AttestationKeys {

  private static final int MAX_PUBLISHED = 4;

  private final Supplier<TokenSigningKey> source;
  private final String issuer;
  private final SecureRandom random;
  private final List<AttestationKey> published = new ArrayList<>();

  AttestationKeys(Supplier<TokenSigningKey> source, String issuer, SecureRandom random) {
    this.source = source;
    this.issuer = issuer;
    this.random = random;
  }

  /** The oldest first. */
  synchronized List<AttestationKey> published() {
    if (published.isEmpty()) {
      published.add(fresh());
    }
    return List.copyOf(published);
  }

  AttestationKey signing() {
    List<AttestationKey> all = published();
    return all.get(all.size() - 1);
  }

  /** A new key that is in no key set. */
  AttestationKey fresh() {
    return AttestationKey.of(source.get(), issuer, random);
  }

  /**
   * Signs with a new key from now on and gives its id.
   *
   * @param withdraw whether the old ones are taken out of the key set
   */
  String roll(boolean withdraw) {
    AttestationKey next = fresh();
    synchronized (this) {
      if (withdraw) {
        published.clear();
      }
      published.add(next);
      if (published.size() > MAX_PUBLISHED) {
        published.remove(0);
      }
    }
    return next.keyId();
  }
}
