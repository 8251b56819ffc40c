package io.azimuth.domain.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PemBlockTest {

  @Test
  void readsBlocksInOrderAndNothingBetweenThem() {
    List<PemBlock> blocks =
        PemBlock.allIn(
            """
            subject=CN=web
            -----BEGIN CERTIFICATE-----
            AQ
            ID
            -----END CERTIFICATE-----
            Bag Attributes
            -----BEGIN EC PRIVATE KEY-----\r
            BA==\r
            -----END EC PRIVATE KEY-----
            """);

    assertThat(blocks).extracting(PemBlock::label).containsExactly("CERTIFICATE", "EC PRIVATE KEY");
    assertThat(blocks.get(0).der()).contains(new byte[] {1, 2, 3});
    assertThat(blocks.get(1).der()).contains(new byte[] {4});
  }

  @Test
  void readsAgainWhatItWrites() {
    byte[] content = new byte[50];
    content[49] = 1;

    String text = PemBlock.text("CERTIFICATE", content);

    assertThat(text)
        .isEqualTo(
            "-----BEGIN CERTIFICATE-----\n"
                + "A".repeat(64)
                + "\nAAE=\n-----END CERTIFICATE-----\n");
    assertThat(PemBlock.only(text).orElseThrow().der()).contains(content);
  }

  @Test
  void endsWithItsOwnLabelOnly() {
    assertThat(PemBlock.allIn("-----BEGIN A-----AQID-----END B-----")).isEmpty();
  }

  @Test
  void isTheWholeTextOrNot() {
    String block = "-----BEGIN A-----\nAQID\n-----END A-----";

    assertThat(PemBlock.only("\n" + block + "\n ").orElseThrow().is("A")).isTrue();
    for (String more : new String[] {"", "words\n" + block, block + "words", block + block}) {
      assertThat(PemBlock.only(more)).as(more).isEmpty();
    }
  }

  @Test
  void hasNoBytesWhenItIsNotBase64() {
    PemBlock block = PemBlock.allIn("-----BEGIN A-----A!-----END A-----").get(0);

    assertThat(block.der()).isEmpty();
  }

  @Test
  void isEncryptedInEitherForm() {
    assertThat(only("ENCRYPTED PRIVATE KEY", "AQID").isEncrypted()).isTrue();
    assertThat(only("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\n\nAQID").isEncrypted()).isTrue();
    assertThat(only("PRIVATE KEY", "AQID").isEncrypted()).isFalse();
  }

  @Test
  void showsNothingOfItsContent() {
    assertThat(only("PRIVATE KEY", "AQID")).hasToString("PemBlock[PRIVATE KEY]");
  }

  private static PemBlock only(String label, String content) {
    List<PemBlock> blocks =
        PemBlock.allIn(
            "-----BEGIN " + label + "-----\n" + content + "\n-----END " + label + "-----");
    assertThat(blocks).hasSize(1);
    return blocks.get(0);
  }
}
