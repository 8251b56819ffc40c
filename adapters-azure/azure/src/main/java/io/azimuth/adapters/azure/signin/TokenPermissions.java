package io.azimuth.adapters.azure.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.azimuth.adapters.azure.pipeline.UnusableAnswerException;
import io.azimuth.azure.port.CredentialRotator;
import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;

/**
 * The claim {@code roles} of a token of this server's own, which came from the sign-in service: for
 * the report of rights only, so no signature is checked.
 */
final class TokenPermissions {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_LENGTH = 128 * 1024;
  private static final int MAX_NAME = 128;

  private TokenPermissions() {}

  /**
   * The names; none when the token has no such claim.
   *
   * @throws UnusableAnswerException when it is no token that can be read
   */
  static Set<String> of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || token.length() > MAX_LENGTH) {
      throw unreadable();
    }
    JsonNode roles = claims(parts[1]).path("roles");
    if (roles.isMissingNode()) {
      return Set.of();
    }
    if (!roles.isArray() || roles.size() > CredentialRotator.MAX_PERMISSIONS) {
      throw unreadable();
    }
    Set<String> names = new TreeSet<>();
    for (JsonNode role : roles) {
      String name = role.asText();
      if (!role.isTextual() || !name.matches("[ -~]{1," + MAX_NAME + "}")) {
        throw unreadable();
      }
      names.add(name);
    }
    return names;
  }

  private static JsonNode claims(String part) {
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(part));
      if (claims != null && claims.isObject()) {
        return claims;
      }
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unreadable();
    } catch (IOException e) {
      throw new IllegalStateException("bytes cannot fail", e);
    }
    throw unreadable();
  }

  private static UnusableAnswerException unreadable() {
    return new UnusableAnswerException("the token does not tell its permissions");
  }
}
