package io.azimuth.adapters.azure.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.time.Clock;
import java.util.Optional;

/** Checks the token of a request to Resource Manager. */
final class BearerCheck {

  private static final String SCHEME = "Bearer ";

  private final OwnTokens tokens;
  private final Audiences audiences;
  private final ResourceManagerErrors errors;
  private final Clock clock;

  BearerCheck(OwnTokens tokens, Audiences audiences, ResourceManagerErrors errors, Clock clock) {
    this.tokens = tokens;
    this.audiences = audiences;
    this.errors = errors;
    this.clock = clock;
  }

  /** What became of a token. */
  sealed interface Outcome {

    /**
     * It is good.
     *
     * @param tenantId of its principal
     * @param principalId the object id
     */
    record Known(String tenantId, String principalId) implements Outcome {}

    /**
     * It is not.
     *
     * @param answer for the client
     */
    record Refused(SimulatorAnswer answer) implements Outcome {}
  }

  Outcome check(SimulatorRequest request) {
    Optional<SecretText> token =
        request
            .header("Authorization")
            .filter(it -> it.length() > SCHEME.length())
            .filter(it -> AsciiCase.equal(it.substring(0, SCHEME.length()), SCHEME))
            .map(it -> SecretText.of(it.substring(SCHEME.length())));
    if (token.isEmpty()) {
      return refused(
          "AuthenticationFailed",
          "Authentication failed. The 'Authorization' header is missing or invalid.");
    }
    return tokens
        .claims(token.get())
        .map(this::judge)
        .orElseGet(() -> refused("InvalidAuthenticationToken", "The access token is invalid."));
  }

  private Outcome judge(JsonNode claims) {
    long now = clock.instant().getEpochSecond();
    if (claims.path("exp").asLong() <= now) {
      return refused("ExpiredAuthenticationToken", "The access token expiry UTC time is past.");
    }
    String tenant = claims.path("tid").asText();
    String issuer = "https://sts.windows.net/" + tenant + "/";
    String principal = claims.path("oid").asText();
    if (claims.path("nbf").asLong() > now
        || !claims.path("iss").asText().equals(issuer)
        || principal.isEmpty()) {
      return refused("InvalidAuthenticationToken", "The access token is invalid.");
    }
    if (!audiences.isResourceManager(claims.path("aud").asText())) {
      return refused(
          "InvalidAuthenticationTokenAudience",
          "The access token has been obtained for wrong audience or resource.");
    }
    return new Outcome.Known(tenant, principal);
  }

  private Outcome refused(String code, String message) {
    return new Outcome.Refused(errors.unauthorized(code, message));
  }
}
