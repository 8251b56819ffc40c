package io.azimuth.adapters.jose;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SeenSignaturesTest {

  /** Any claims; signing a token for each question would take most of the time. */
  private static final ParsedToken MINTED =
      TokenParser.parse(TokenMint.token().mint()).orElseThrow();

  private final SeenSignatures seen = new SeenSignatures();
  private final PublishedKey key = published(SigningKey.FIRST);
  private int checks;

  @Test
  void aSignatureThatHeldIsCheckedOnce() {
    assertThat(holds("header.claims", 1, key, true)).isTrue();
    assertThat(holds("header.claims", 1, key, true)).isTrue();

    assertThat(checks).isEqualTo(1);
  }

  @Test
  void whatDidNotHoldIsCheckedEachTime() {
    assertThat(holds("header.claims", 1, key, false)).isFalse();
    assertThat(holds("header.claims", 1, key, false)).isFalse();

    assertThat(checks).isEqualTo(2);
  }

  @Test
  void anotherSignatureOrAnotherTextIsAnotherToken() {
    holds("header.claims", 1, key, true);

    assertThat(holds("header.claims", 2, key, false)).isFalse();
    assertThat(holds("header.claimS", 1, key, false)).isFalse();
  }

  @Test
  void itHoldsWithTheVeryKeyOnly() {
    holds("header.claims", 1, key, true);

    assertThat(holds("header.claims", 1, published(SigningKey.FIRST), false)).isTrue();
    SigningKey sameName = SigningKey.SECOND.named(SigningKey.FIRST.kid());
    assertThat(holds("header.claims", 1, published(sameName), false)).isFalse();
    PublishedKey limited =
        new PublishedKey(key.kid(), key.key(), Optional.of("https://one.example/"));
    assertThat(holds("header.claims", 1, limited, false)).isFalse();
  }

  @Test
  void onlySoManyAreRemembered() {
    for (int i = 0; i <= SeenSignatures.MOST; i++) {
      holds("header." + i, 1, key, true);
    }
    checks = 0;

    holds("header." + SeenSignatures.MOST, 1, key, true);
    assertThat(checks).isZero();
    holds("header.0", 1, key, true);
    assertThat(checks).isEqualTo(1);
  }

  private boolean holds(String signed, int signature, PublishedKey with, boolean outcome) {
    ParsedToken token =
        new ParsedToken(
            Map.of(),
            MINTED.claims(),
            SecretBytes.of(signed.getBytes(StandardCharsets.US_ASCII)),
            SecretBytes.of(new byte[] {(byte) signature}));
    return seen.holds(
        token,
        with,
        () -> {
          checks++;
          return outcome;
        });
  }

  private static PublishedKey published(SigningKey key) {
    return new PublishedKey(key.kid(), key.publicKey(), Optional.empty());
  }
}
