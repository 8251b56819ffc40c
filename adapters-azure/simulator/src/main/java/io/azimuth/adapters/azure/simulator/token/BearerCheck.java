package io.azimuth.adapters.azure.simulator.token;

import com.fasterxml.jackson.databind.JsonNode;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.domain.text.AsciiCase;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Checks the access token of a request to one of the services. One that is bound to a certificate
 * comes as {@code MTLS_POP} over a connection with that certificate, any other one as {@code
 * Bearer}.
 */
public final class BearerCheck {

  private static final String BEARER = "Bearer ";
  private static final String BOUND = "MTLS_POP ";

  private final OwnTokens tokens;
  private final Predicate<String> audience;
  private final Function<BearerProblem, SimulatorAnswer> errors;
  private final Clock clock;

  /**
   * @param audience whether the service accepts tokens for that audience
   * @param errors how the service refuses a token
   */
  public BearerCheck(
      OwnTokens tokens,
      Predicate<String> audience,
      Function<BearerProblem, SimulatorAnswer> errors,
      Clock clock) {
    this.tokens = tokens;
    this.audience = audience;
    this.errors = errors;
    this.clock = clock;
  }

  public sealed interface Outcome {

    /**
     * The token is accepted.
     *
     * @param tenantId of its principal
     * @param principalId the object id
     */
    record Known(String tenantId, String principalId) implements Outcome {}

    /**
     * The token is refused.
     *
     * @param answer for the client
     */
    record Refused(SimulatorAnswer answer) implements Outcome {}
  }

  public Outcome check(SimulatorRequest request) {
    Optional<SecretText> bound = token(request, BOUND);
    Optional<SecretText> token = bound.or(() -> token(request, BEARER));
    if (token.isEmpty()) {
      return refused(BearerProblem.MISSING);
    }
    Optional<JsonNode> claims = tokens.claims(token.get());
    if (claims.isEmpty()) {
      return refused(BearerProblem.INVALID);
    }
    boolean proved = CertificateConfirmation.isProved(claims.get(), request.clientCertificate());
    return proved && bound.isPresent() == CertificateConfirmation.isBound(claims.get())
        ? judge(claims.get())
        : refused(BearerProblem.BINDING_NOT_PROVED);
  }

  private static Optional<SecretText> token(SimulatorRequest request, String scheme) {
    return request
        .header("Authorization")
        .filter(it -> it.length() > scheme.length())
        .filter(it -> AsciiCase.equal(it.substring(0, scheme.length()), scheme))
        .map(it -> SecretText.of(it.substring(scheme.length())));
  }

  private Outcome judge(JsonNode claims) {
    long now = clock.instant().getEpochSecond();
    if (claims.path("exp").asLong() <= now) {
      return refused(BearerProblem.EXPIRED);
    }
    String tenant = claims.path("tid").asText();
    String issuer = "https://sts.windows.net/" + tenant + "/";
    String principal = claims.path("oid").asText();
    if (claims.path("nbf").asLong() > now
        || !claims.path("iss").asText().equals(issuer)
        || principal.isEmpty()) {
      return refused(BearerProblem.INVALID);
    }
    if (!audience.test(claims.path("aud").asText())) {
      return refused(BearerProblem.WRONG_AUDIENCE);
    }
    return new Outcome.Known(tenant, principal);
  }

  private Outcome refused(BearerProblem problem) {
    return new Outcome.Refused(errors.apply(problem));
  }
}
