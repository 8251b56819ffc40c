package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.ClaimSet;
import io.azimuth.domain.claim.UnverifiedToken;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.Headers;

/**
 * Parses header and claims once, for all later steps.
 *
 * <p>jose4j's messages contain the token, so they are dropped here.
 */
final class TokenParser {

  private static final JwtConsumer READER =
      new JwtConsumerBuilder()
          .setSkipAllValidators()
          .setDisableRequireSignature()
          .setSkipSignatureVerification()
          .build();

  private TokenParser() {}

  /** The token; empty when it is not a plain JWS of a JSON object. */
  static Optional<ParsedToken> parse(UnverifiedToken token) {
    try {
      JwtContext context = READER.process(token.expose());
      return isPlain(context) ? withClaims(context) : Optional.empty();
    } catch (InvalidJwtException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the token is not nested and has no header member that must be understood ({@code
   * crit}).
   */
  private static boolean isPlain(JwtContext context) {
    if (context.getJoseObjects().size() != 1) {
      return false;
    }
    Headers headers = context.getJoseObjects().get(0).getHeaders();
    return headers.getObjectHeaderValue(HeaderParameterNames.CRITICAL) == null;
  }

  private static Optional<ParsedToken> withClaims(JwtContext context) {
    Map<String, Object> members = new LinkedHashMap<>();
    context
        .getJwtClaims()
        .getClaimsMap()
        .forEach(
            (name, value) -> {
              if (value != null) {
                members.put(name, value);
              }
            });
    if (!JsonShape.isPlain(members)) {
      return Optional.empty();
    }
    return Optional.of(new ParsedToken(context, ClaimSet.of(members)));
  }
}
