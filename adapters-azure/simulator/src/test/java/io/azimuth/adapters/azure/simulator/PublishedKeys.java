package io.azimuth.adapters.azure.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;

/** Verifies tokens strictly with the keys that the simulator publishes, through jose4j. */
public final class PublishedKeys {

  private final SimulatorClient client;

  public PublishedKeys(SimulatorClient client) {
    this.client = client;
  }

  public List<JsonWebKey> fetch() throws Exception {
    String json = client.authority("common/discovery/keys").response().body();
    return new JsonWebKeySet(json).getJsonWebKeys();
  }

  public JwtClaims verify(String token, String issuer, String audience) throws Exception {
    return consumer(issuer, audience).processToClaims(token);
  }

  /** The jose4j error codes that the token earns against a mount for this issuer and audience. */
  public List<Integer> defects(String token, String issuer, String audience) throws Exception {
    try {
      verify(token, issuer, audience);
      return List.of();
    } catch (InvalidJwtException e) {
      return e.getErrorDetails().stream().map(it -> it.getErrorCode()).toList();
    }
  }

  public static String header(String token) {
    return decoded(token, 0);
  }

  public static String payload(String token) {
    return decoded(token, 1);
  }

  private static String decoded(String token, int part) {
    byte[] bytes = Base64.getUrlDecoder().decode(token.split("\\.", -1)[part]);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private JwtConsumer consumer(String issuer, String audience) throws Exception {
    NumericDate now = NumericDate.fromMilliseconds(SimulatorClient.NOW.toEpochMilli());
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(new JwksVerificationKeyResolver(fetch()))
        .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS256")
        .setRequireExpirationTime()
        .setExpectedIssuer(issuer)
        .setExpectedAudience(audience)
        .setEvaluationTime(now)
        .build();
  }
}
