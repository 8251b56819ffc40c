package io.azimuth.testkit.fake;

import io.azimuth.domain.secret.SecretText;
import io.azimuth.spi.pod.PodIdentity;
import io.azimuth.spi.web.TrustedCertificates;
import java.util.Optional;

/** A pod whose files a test sets; at first the server runs in none. */
public final class FakePod implements PodIdentity {

  private volatile Optional<SecretText> token = Optional.empty();
  private volatile Optional<TrustedCertificates> authorities = Optional.empty();

  /** Lets the server run in a pod with that token and those certificates. */
  public FakePod mount(String serviceAccountToken, String certificates) {
    token = Optional.of(SecretText.of(serviceAccountToken));
    authorities = Optional.of(TrustedCertificates.parse(certificates).orElseThrow());
    return this;
  }

  @Override
  public Optional<SecretText> token() {
    return token;
  }

  @Override
  public Optional<TrustedCertificates> authorities() {
    return authorities;
  }
}
