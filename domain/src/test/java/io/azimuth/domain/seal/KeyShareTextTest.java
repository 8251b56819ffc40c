package io.azimuth.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretBytes;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyShareTextTest {

  private static final String SHORT = "invalid key: key is shorter than minimum 16 bytes";
  private static final String LONG = "invalid key: key is longer than maximum 33 bytes";

  @ParameterizedTest
  @ValueSource(ints = {16, 32, 33})
  void takesHexadecimalAndBase64(int length) {
    byte[] share = bytes(length);

    assertThat(KeyShareText.decode(HexFormat.of().formatHex(share)).orElseThrow())
        .isEqualTo(SecretBytes.of(share));
    assertThat(KeyShareText.decode(HexFormat.of().withUpperCase().formatHex(share)).orElseThrow())
        .isEqualTo(SecretBytes.of(share));
    assertThat(KeyShareText.decode(Base64.getEncoder().encodeToString(share)).orElseThrow())
        .isEqualTo(SecretBytes.of(share));
  }

  // 44 letters of base64 that are hexadecimal digits, too: 22 bytes.
  @Test
  void hexadecimalComesFirst() {
    assertThat(KeyShareText.decode("ab".repeat(22)).orElseThrow().length()).isEqualTo(22);
  }

  // 15 bytes as hexadecimal, so it is read as base64: 30 letters that are no base64 of whole bytes.
  @Test
  void hexadecimalOfAnotherLengthCountsAsBase64() {
    assertThat(KeyShareText.decode("ab".repeat(14)).orElseThrow().length()).isEqualTo(21);
    assertThat(KeyShareText.decode("ab".repeat(34)).problems()).containsExactly(LONG);
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(KeyShareText.decode("no key at all!").problems())
        .containsExactly("'key' must be a valid hex or base64 string");
    assertThat(KeyShareText.decode(Base64.getEncoder().encodeToString(bytes(15))).problems())
        .containsExactly(SHORT);
    assertThat(KeyShareText.decode(Base64.getEncoder().encodeToString(bytes(34))).problems())
        .containsExactly(LONG);
    assertThat(KeyShareText.decode("A".repeat(100_000)).problems()).containsExactly(LONG);
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0xe7);
    return bytes;
  }
}
