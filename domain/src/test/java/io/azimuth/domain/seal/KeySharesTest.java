package io.azimuth.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.domain.secret.SecretBytes;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeySharesTest {

  private static final SecretBytes KEY = SecretBytes.of(bytes(new Random(7), 32));

  private final Random random = new Random(42);

  @Test
  void everyChoiceOfEnoughSharesGivesTheKeyAndNoSmallerOneDoes() {
    for (int n = 2; n <= 6; n++) {
      for (int t = 2; t <= n; t++) {
        List<SecretBytes> shares = KeyShares.split(KEY, new ShareCounts(n, t), this::chance);
        for (int choice = 0; choice < 1 << n; choice++) {
          List<SecretBytes> chosen = chosen(shares, choice);
          assertThat(KeyShares.combine(chosen).filter(KEY::equals).isPresent())
              .isEqualTo(chosen.size() >= t);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"255, 255", "255, 2", "100, 51"})
  void manySharesWorkToo(int n, int t) {
    List<SecretBytes> shares = KeyShares.split(KEY, new ShareCounts(n, t), this::chance);

    assertThat(shares).hasSize(n);
    assertThat(KeyShares.combine(shares.subList(n - t, n))).contains(KEY);
  }

  @Test
  void aShareIsTheKeysLengthAndItsNumber() {
    List<SecretBytes> shares = KeyShares.split(KEY, new ShareCounts(5, 3), this::chance);

    assertThat(shares).allMatch(share -> share.length() == 33);
    assertThat(shares.stream().map(share -> (int) share.expose()[32]))
        .containsExactly(1, 2, 3, 4, 5);
  }

  @Test
  void aSingleShareIsTheKeyItself() {
    assertThat(KeyShares.split(KEY, new ShareCounts(1, 1), this::chance)).containsExactly(KEY);
  }

  @Test
  void theOrderDoesNotMatter() {
    List<SecretBytes> shares = KeyShares.split(KEY, new ShareCounts(5, 3), this::chance);

    assertThat(KeyShares.combine(List.of(shares.get(4), shares.get(0), shares.get(2))))
        .contains(KEY);
  }

  // Value 42 at 0 and 42 + 7x: computed by hand, in the form that other implementations use.
  @Test
  void knowsTheSharesOfTheField() {
    SecretBytes one = SecretBytes.of(HexFormat.of().parseHex("2d01")); // 2a ^ 07
    SecretBytes two = SecretBytes.of(HexFormat.of().parseHex("2402")); // 2a ^ 0e

    assertThat(KeyShares.combine(List.of(one, two))).contains(SecretBytes.of(new byte[] {0x2a}));
  }

  @Test
  void sharesThatCannotBelongTogetherGiveNothing() {
    List<SecretBytes> shares = KeyShares.split(KEY, new ShareCounts(3, 2), this::chance);
    byte[] zero = shares.get(0).expose();
    zero[32] = 0;
    byte[] sameNumber = shares.get(0).expose();
    sameNumber[0] ^= 1;

    assertThat(KeyShares.combine(List.of())).isEmpty();
    assertThat(KeyShares.combine(List.of(shares.get(0)))).isEmpty();
    assertThat(KeyShares.combine(List.of(shares.get(0), KEY))).isEmpty();
    assertThat(KeyShares.combine(List.of(shares.get(0), SecretBytes.of(zero)))).isEmpty();
    assertThat(KeyShares.combine(List.of(shares.get(0), SecretBytes.of(sameNumber)))).isEmpty();
    assertThat(
            KeyShares.combine(
                List.of(SecretBytes.of(new byte[] {1}), SecretBytes.of(new byte[] {2}))))
        .isEmpty();
  }

  @Test
  void splittingTwiceGivesOtherShares() {
    List<SecretBytes> once = KeyShares.split(KEY, new ShareCounts(3, 2), this::chance);
    List<SecretBytes> again = KeyShares.split(KEY, new ShareCounts(3, 2), this::chance);

    assertThat(once).doesNotContainAnyElementsOf(again);
    assertThat(KeyShares.combine(List.of(once.get(0), again.get(1))).filter(KEY::equals)).isEmpty();
  }

  private static List<SecretBytes> chosen(List<SecretBytes> shares, int choice) {
    List<SecretBytes> chosen = new ArrayList<>();
    for (int i = 0; i < shares.size(); i++) {
      if ((choice >> i) % 2 == 1) {
        chosen.add(shares.get(i));
      }
    }
    return chosen;
  }

  private byte[] chance(int count) {
    return bytes(random, count);
  }

  private static byte[] bytes(Random random, int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
