package io.azimuth.domain.seal;

import io.azimuth.domain.secret.SecretBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Shamir's secret sharing, byte by byte. A share is the value of a random polynomial at its number,
 * which is the last byte of the share and never 0; at 0 the polynomials give the key. Fewer shares
 * than the threshold reveal nothing about the key. A single share is the key itself.
 */
public final class KeyShares {

  private KeyShares() {}

  /**
   * Splits a key.
   *
   * @param chance returns the given number of unpredictable bytes
   * @return as many shares as asked for, one byte longer than the key unless it is only one
   */
  public static List<SecretBytes> split(
      SecretBytes key, ShareCounts counts, IntFunction<byte[]> chance) {
    byte[] secret = key.expose();
    byte[][] coefficients = new byte[counts.threshold()][];
    coefficients[0] = secret;
    for (int degree = 1; degree < coefficients.length; degree++) {
      coefficients[degree] = chance.apply(secret.length);
    }
    List<SecretBytes> shares = new ArrayList<>();
    for (int number = 1; number <= counts.shares(); number++) {
      shares.add(counts.shares() == 1 ? SecretBytes.of(secret) : share(coefficients, number));
    }
    for (byte[] coefficient : coefficients) {
      Arrays.fill(coefficient, (byte) 0);
    }
    return List.copyOf(shares);
  }

  private static SecretBytes share(byte[][] coefficients, int number) {
    int length = coefficients[0].length;
    byte[] share = new byte[length + 1];
    for (int i = 0; i < length; i++) {
      int value = 0;
      for (int degree = coefficients.length - 1; degree >= 0; degree--) {
        value = GaloisField.multiply(value, number) ^ (coefficients[degree][i] & 0xff);
      }
      share[i] = (byte) value;
    }
    share[length] = (byte) number;
    return SecretBytes.taking(share);
  }

  /**
   * The key that two or more shares give. Wrong shares give a wrong key, which only its use shows.
   * Empty when the shares cannot belong together: different lengths, no content, equal numbers or
   * number 0.
   */
  public static Optional<SecretBytes> combine(List<SecretBytes> shares) {
    List<byte[]> exposed = shares.stream().map(SecretBytes::expose).toList();
    try {
      return areOfOneKey(exposed)
          ? Optional.of(SecretBytes.taking(interpolate(exposed)))
          : Optional.empty();
    } finally {
      exposed.forEach(share -> Arrays.fill(share, (byte) 0));
    }
  }

  private static boolean areOfOneKey(List<byte[]> shares) {
    if (shares.size() < 2 || shares.get(0).length < 2) {
      return false;
    }
    int length = shares.get(0).length;
    return shares.stream().allMatch(share -> share.length == length && number(share) != 0)
        && shares.stream().map(KeyShares::number).distinct().count() == shares.size();
  }

  private static byte[] interpolate(List<byte[]> shares) {
    byte[] key = new byte[shares.get(0).length - 1];
    for (byte[] share : shares) {
      int weight = weight(share, shares);
      for (int i = 0; i < key.length; i++) {
        key[i] ^= (byte) GaloisField.multiply(share[i] & 0xff, weight);
      }
    }
    return key;
  }

  /**
   * Lagrange's basis polynomial at 0: it is 1 at the share's own number and 0 at those of the
   * others.
   */
  private static int weight(byte[] share, List<byte[]> shares) {
    int weight = 1;
    for (byte[] other : shares) {
      if (number(other) != number(share)) {
        int difference = number(other) ^ number(share);
        int factor = GaloisField.multiply(number(other), GaloisField.inverse(difference));
        weight = GaloisField.multiply(weight, factor);
      }
    }
    return weight;
  }

  private static int number(byte[] share) {
    return share[share.length - 1] & 0xff;
  }
}
