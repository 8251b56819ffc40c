package io.azimuth.domain.seal;

/**
 * The field of 256 elements, modulo x^8 + x^4 + x^3 + x + 1, where addition is exclusive or. The
 * steps and the time of a method do not depend on its operands, so that timing shows nothing of a
 * key: no tables, no branches.
 */
final class GaloisField {

  private static final int REDUCTION = 0x11b;
  private static final int BITS = 8;

  private GaloisField() {}

  /** The product of two elements, each from 0 to 255. */
  static int multiply(int a, int b) {
    int product = 0;
    int shifted = a;
    for (int bit = 0; bit < BITS; bit++) {
      product ^= shifted & -((b >>> bit) & 1);
      shifted = (shifted << 1) ^ (REDUCTION & -(shifted >>> (BITS - 1)));
    }
    return product;
  }

  /** The multiplicative inverse of the element; 0 for 0. */
  static int inverse(int a) {
    int power = a; // a^(2^k - 2) for k = 8, by squaring: a^254
    int result = 1;
    for (int bit = 1; bit < BITS; bit++) {
      power = multiply(power, power);
      result = multiply(result, power);
    }
    return result;
  }
}
