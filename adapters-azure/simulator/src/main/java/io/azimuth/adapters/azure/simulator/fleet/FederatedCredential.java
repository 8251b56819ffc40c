package io.azimuth.adapters.azure.simulator.fleet;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A federated identity credential of an application or user-assigned identity. Assertions that
 * match it exactly are accepted in place of a secret.
 *
 * @param name 3 to 120 letters, digits, {@code -} and {@code _}, a letter or digit first
 * @param issuer {@code iss}, at most 600 characters
 * @param subject {@code sub}, at most 600 characters
 * @param audience {@code aud}, at most 600 characters
 */
public record FederatedCredential(String name, String issuer, String subject, String audience) {

  /** The audience that Azure proposes. */
  public static final String DEFAULT_AUDIENCE = "api://AzureADTokenExchange";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{2,119}");
  private static final int MAX_LENGTH = 600;

  public FederatedCredential {
    Objects.requireNonNull(name, "name");
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name has 3 to 120 letters, digits, - and _, and begins with a letter or digit");
    }
    requireLength(issuer, "issuer");
    requireLength(subject, "subject");
    requireLength(audience, "audience");
  }

  /** One with the audience that Azure proposes. */
  public static FederatedCredential of(String name, String issuer, String subject) {
    return new FederatedCredential(name, issuer, subject, DEFAULT_AUDIENCE);
  }

  public boolean isLike(FederatedCredential other) {
    return issuer.equals(other.issuer) && subject.equals(other.subject);
  }

  private static void requireLength(String text, String what) {
    Objects.requireNonNull(text, what);
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(what + " has 1 to 600 characters");
    }
  }
}
