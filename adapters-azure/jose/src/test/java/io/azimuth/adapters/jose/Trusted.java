package io.azimuth.adapters.jose;

import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenExpectation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tests expect of tokens: one tenant with both versions of tokens. */
final class Trusted {

  static final KeySetLocation KEYS =
      new KeySetLocation(URI.create("https://login.example/common/discovery/keys"), "test");
  static final Duration PATIENCE = Duration.ofSeconds(40);
  static final Duration LEEWAY = Duration.ofSeconds(60);

  private Trusted() {}

  static IssuerProfile v1(String tenant) {
    return profile(TokenMint.v1Issuer(tenant), tenant, "1.0");
  }

  static IssuerProfile v2(String tenant) {
    return profile(TokenMint.v2Issuer(tenant), tenant, "2.0");
  }

  static IssuerProfile withoutKeys(IssuerProfile profile) {
    return new IssuerProfile(
        profile.issuers(), Optional.empty(), profile.identity(), profile.keyIssuers());
  }

  static TokenExpectation tenant() {
    return expecting(List.of(v1(TokenMint.TENANT), v2(TokenMint.TENANT)), LEEWAY);
  }

  static TokenExpectation expecting(List<IssuerProfile> profiles, Duration leeway) {
    return new TokenExpectation(profiles, Set.of(TokenMint.AUDIENCE), leeway);
  }

  private static IssuerProfile profile(String issuer, String tenant, String version) {
    return new IssuerProfile(
        Set.of(issuer),
        KEYS,
        Map.of("tid", tenant, "ver", version),
        Set.of(TokenMint.v2Issuer(tenant), TokenMint.v2Issuer("{tenantid}")));
  }
}
