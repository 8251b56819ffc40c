package io.azimuth.adapters.jose;

import io.azimuth.domain.claim.UnverifiedToken;
import io.azimuth.domain.secret.SecretText;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.remote.Deadline;
import io.azimuth.spi.verify.IssuerProfile;
import io.azimuth.spi.verify.KeySetLocation;
import io.azimuth.spi.verify.TokenExpectation;
import io.azimuth.spi.verify.Verification;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fuzzes tokens, from their text to the result of the verification. The first byte selects: the
 * input is the text of a token, or header and payload with a valid signature, or with a damaged
 * one.
 */
public final class TokenTarget implements FuzzTarget {

  private static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
  private static final String ISSUER = "https://sts.example/t/";
  private static final String AUDIENCE = "https://vault.example/";
  private static final FuzzKey KEY = FuzzKey.generate();
  private static final TokenExpectation EXPECTED =
      new TokenExpectation(
          List.of(
              new IssuerProfile(
                  Set.of(ISSUER),
                  new KeySetLocation(URI.create("https://login.example/keys"), "test"),
                  Map.of("tid", "t"),
                  Set.of(ISSUER))),
          Set.of(AUDIENCE),
          Duration.ofSeconds(60));
  private static final JoseTokenVerifier VERIFIER =
      new JoseTokenVerifier(
          new KeySets(
              (uri, transport, patience) -> KEY.keySet(), Rs256.ofTheJdk(), Runnable::run, clock()),
          Rs256.ofTheJdk(),
          clock());

  private static final int TEXT = 0;
  private static final int SIGNED = 1;
  private static final int KINDS = 3;

  private static Clock clock() {
    return Clock.fixed(NOW, ZoneOffset.UTC);
  }

  @Override
  public List<byte[]> seeds() {
    String header = "{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"JWT\"}";
    String claims =
        "{\"aud\":[\"https://vault.example/\"],\"iss\":\"https://sts.example/t/\",\"iat\":1795607000,"
            + "\"nbf\":1.7956070e9,\"exp\":1795610000,\"tid\":\"t\",\"_claim_names\":{\"groups\":\"s\"},"
            + "\"xms_mirid\":\"/subscriptions/x\",\"hasgroups\":true}";
    List<byte[]> seeds = new ArrayList<>();
    for (int kind = 0; kind < KINDS; kind++) {
      seeds.add(Inputs.choosing(kind, bytes(header + "\n" + claims)));
    }
    seeds.add(Inputs.choosing(TEXT, bytes(base64(header) + "." + base64(claims) + ".AA")));
    seeds.add(
        Inputs.choosing(
            TEXT,
            bytes(base64("{\"alg\":\"none\",\"crit\":[\"b64\"],\"b64\":false}") + ".e30.AA")));
    seeds.add(
        Inputs.choosing(
            TEXT,
            bytes(
                base64("{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\",\"zip\":\"DEF\"}")
                    + ".A.A.A.A")));
    return seeds;
  }

  @Override
  public void accept(byte[] input) {
    int kind = Inputs.choice(input) % KINDS;
    byte[] rest = Inputs.rest(input);
    String text = kind == TEXT ? Inputs.text(rest) : signed(rest, kind == SIGNED);
    if (text.isEmpty()) {
      return;
    }
    Optional<UnverifiedToken> token = UnverifiedToken.parse(SecretText.of(text));
    if (token.isEmpty()) {
      return;
    }
    Verification verdict =
        VERIFIER.verify(token.get(), EXPECTED, Deadline.of(Duration.ofSeconds(5))).join();
    if (verdict instanceof Verification.Accepted accepted) {
      Property.holds(kind == SIGNED, () -> "accepted what nobody signed: " + text);
      Property.same(accepted.claims().issuer(), ISSUER, "issuer");
      Property.holds(
          accepted.claims().claims().texts("aud").contains(AUDIENCE), () -> "audience: " + text);
      Property.holds(
          accepted.claims().expiresAt().isAfter(NOW.minusSeconds(60)), () -> "expired: " + text);
    }
  }

  /** Header, a line feed and payload as a token; empty when there is no line feed. */
  private static String signed(byte[] rest, boolean well) {
    String parts = Inputs.text(rest);
    int end = parts.indexOf('\n');
    if (end < 0) {
      return "";
    }
    String content = base64(parts.substring(0, end)) + "." + base64(parts.substring(end + 1));
    byte[] signature = KEY.sign(bytes(content));
    if (!well) {
      signature[signature.length - 1] ^= 1;
    }
    return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
