package io.azimuth.domain.federation;

import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.Quoted;
import java.util.Arrays;
import java.util.List;

/** The algorithms with which tokens are signed, under the names of JOSE (RFC 7518, RFC 8037). */
public enum SigningAlgorithm {
  /** RSA with SHA-256, the default, and the only one that Entra ID accepts. */
  RS256("RSA", ""),
  /** RSA with SHA-384. */
  RS384("RSA", ""),
  /** RSA with SHA-512. */
  RS512("RSA", ""),
  /** The curve P-256 with SHA-256. */
  ES256("EC", "P-256"),
  /** The curve P-384 with SHA-384. */
  ES384("EC", "P-384"),
  /** The curve P-521 with SHA-512. */
  ES512("EC", "P-521"),
  /** Ed25519. */
  EDDSA("OKP", "Ed25519");

  private final String keyType;
  private final String curve;

  SigningAlgorithm(String keyType, String curve) {
    this.keyType = keyType;
    this.curve = curve;
  }

  /** The algorithm of that name; an empty text is the default. Letter case counts. */
  public static Checked<SigningAlgorithm> parse(String text) {
    return text.isEmpty()
        ? Checked.of(RS256)
        : Arrays.stream(values())
            .filter(algorithm -> algorithm.jwsName().equals(text))
            .findFirst()
            .map(Checked::of)
            .orElseGet(() -> Checked.problem("unknown signing algorithm " + Quoted.of(text)));
  }

  /** The names of all. */
  public static List<String> names() {
    return Arrays.stream(values()).map(SigningAlgorithm::jwsName).toList();
  }

  /** Its name in the header of a token and in a key set. */
  public String jwsName() {
    return this == EDDSA ? "EdDSA" : name();
  }

  /** The type of its keys in a key set. */
  public String keyType() {
    return keyType;
  }

  /** The curve of its keys in a key set; empty for RSA. */
  public String curve() {
    return curve;
  }

  /** The names of the numbers that make up a public key in a key set. */
  public List<String> parameters() {
    return switch (this) {
      case RS256, RS384, RS512 -> List.of("n", "e");
      case ES256, ES384, ES512 -> List.of("x", "y");
      case EDDSA -> List.of("x");
    };
  }
}
