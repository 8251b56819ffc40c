package io.azimuth.jwt;

import static io.azimuth.testkit.TestServer.done;

import io.azimuth.spi.api.Answer;
import io.azimuth.testkit.TestServer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A mount of the type jwt with a role, and a token that it admits. */
abstract class JwtMountFixture {

  static final String JWT = "eyJ0.eyJ1.c2ln";
  static final String CONFIG = "auth/jwt/config";
  static final String ROLE = "auth/jwt/role/web";
  static final String LOGIN = "auth/jwt/login";
  static final long NOW = TestServer.START.getEpochSecond();

  final TestServer server = TestServer.with(new JwtAuthMethodFactory(), TestServer.NO_SETTINGS);
  final String root = server.initialize();

  @BeforeEach
  void configure() {
    done(server.write(root, "sys/auth/jwt", Map.of("type", "jwt")));
    done(server.write(root, CONFIG, Map.of("jwks_url", "https://idp.example/keys")));
    done(
        server.write(
            root,
            ROLE,
            Map.of(
                "role_type", "jwt",
                "user_claim", "sub",
                "bound_audiences", "azimuth",
                "claim_mappings", Map.of("team", "team"),
                "token_policies", "web",
                "token_ttl", "1h")));
    server.verifier().accept(JWT, TestServer.START, claims(Map.of("team", "blue")));
  }

  /** The claims of a token that the role admits, with these in addition. */
  static Map<String, Object> claims(Map<String, ?> more) {
    Map<String, Object> claims = new HashMap<>();
    claims.put("iss", "https://idp.example");
    claims.put("sub", "somebody");
    claims.put("aud", "azimuth");
    claims.put("iat", NOW);
    claims.put("exp", NOW + 600);
    claims.putAll(more);
    return claims;
  }

  final Answer login(String role) {
    return server.write("", LOGIN, Map.of("role", role, "jwt", JWT));
  }
}
