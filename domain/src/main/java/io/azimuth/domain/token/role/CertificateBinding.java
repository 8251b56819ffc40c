package io.azimuth.domain.token.role;

import io.azimuth.domain.claim.CertificateDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a token is bound to the certificate of the connection that gets it. */
public enum CertificateBinding {
  /** It is not. */
  OFF("off"),
  /** It is when the connection showed a certificate. */
  IF_POSSIBLE("if_possible"),
  /** It is, and a connection without a certificate gets none. */
  REQUIRED("required");

  private final String wireName;

  CertificateBinding(String word) {
    this.wireName = word;
  }

  /** The binding of that name in the API; empty text is {@link #OFF}. */
  public static Optional<CertificateBinding> parse(String text) {
    return text.isEmpty()
        ? Optional.of(OFF)
        : Arrays.stream(values()).filter(it -> it.wireName.equals(text)).findFirst();
  }

  /** What is wrong with the text of an operator, if anything is. */
  static Optional<String> problem(String text) {
    return parse(text).isPresent()
        ? Optional.empty()
        : Optional.of(
            Arrays.stream(values())
                .map(CertificateBinding::wireName)
                .collect(Collectors.joining(", ", "'bind_token' must be one of ", "")));
  }

  /** The name in the API. */
  public String wireName() {
    return wireName;
  }

  /** Whether a connection that showed this can have no token. */
  public boolean lacks(Optional<CertificateDigest> shown) {
    return this == REQUIRED && shown.isEmpty();
  }

  /** The certificate to which a token is bound that such a connection gets. */
  public Optional<CertificateDigest> of(Optional<CertificateDigest> shown) {
    return this == OFF ? Optional.empty() : shown;
  }
}
