package io.azimuth.domain.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HmacSha256Test {

  // RFC 4231, test case 2.
  private static final String HASH =
      "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
  private static final byte[] INPUT = "what do ya want for nothing?".getBytes(US_ASCII);

  @Test
  void hashesAsTheStandardSays() {
    HmacSha256 hash = new HmacSha256("Jefe".getBytes(US_ASCII));

    assertThat(hash.hex(INPUT)).isEqualTo(HASH);
  }

  @Test
  void keepsNothingOfAnEarlierInput() {
    HmacSha256 hash = new HmacSha256("Jefe".getBytes(US_ASCII));
    hash.of("other".getBytes(US_ASCII));

    assertThat(hash.hex(INPUT)).isEqualTo(HASH);
  }

  @Test
  void doesNotFollowAKeyThatIsWiped() {
    byte[] key = "Jefe".getBytes(US_ASCII);
    HmacSha256 hash = new HmacSha256(key);
    key[0] = 0;

    assertThat(hash.hex(INPUT)).isEqualTo(HASH);
  }

  @Test
  void refusesAnEmptyKey() {
    assertThatThrownBy(() -> new HmacSha256(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
