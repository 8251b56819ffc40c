package io.azimuth.domain.seal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GaloisFieldTest {

  @Test
  void multipliesEveryPairAsPolynomialsDo() {
    for (int a = 0; a < 256; a++) {
      for (int b = 0; b < 256; b++) {
        assertThat(GaloisField.multiply(a, b)).isEqualTo(remainder(product(a, b)));
      }
    }
  }

  @Test
  void invertsEveryElementButZero() {
    for (int a = 1; a < 256; a++) {
      assertThat(GaloisField.multiply(a, GaloisField.inverse(a))).isEqualTo(1);
    }
    assertThat(GaloisField.inverse(0)).isZero();
  }

  // FIPS 197, 4.2.
  @Test
  void agreesWithThePublishedExample() {
    assertThat(GaloisField.multiply(0x57, 0x83)).isEqualTo(0xc1);
    assertThat(GaloisField.multiply(0x57, 0x13)).isEqualTo(0xfe);
  }

  private static int product(int a, int b) {
    int product = 0;
    for (int i = 0; i < 8; i++) {
      if ((b >> i) % 2 == 1) {
        product ^= a << i;
      }
    }
    return product;
  }

  private static int remainder(int polynomial) {
    int rest = polynomial;
    for (int i = 15; i >= 8; i--) {
      if ((rest >> i) % 2 == 1) {
        rest ^= 0x11b << (i - 8);
      }
    }
    return rest;
  }
}
