package io.azimuth.domain.claim;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A text, number or flag of a claim or of a role. Values of different kinds are never equal, and
 * numbers of at most {@value #MAX_DIGITS} digits are equal however they are written.
 *
 * @param kind what it is in JSON
 * @param text its canonical form, whose exponent is never expanded
 */
public record ClaimScalar(Kind kind, String text) {

  /** What a value is in JSON. */
  public enum Kind {
    TEXT,
    NUMBER,
    FLAG
  }

  private static final int MAX_DIGITS = 1_000;
  private static final int MAX_PLAIN_DIGITS = 30;

  public ClaimScalar {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(text, "text");
  }

  /** A text. */
  public static ClaimScalar of(String text) {
    return new ClaimScalar(Kind.TEXT, text);
  }

  /** A number. */
  public static ClaimScalar of(BigDecimal number) {
    // To compute with an exponent near the limit of an int overflows, or takes all memory.
    if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
      return new ClaimScalar(Kind.NUMBER, number.toString());
    }
    BigDecimal plain = number.stripTrailingZeros();
    boolean whole = plain.scale() <= 0 && plain.precision() - plain.scale() <= MAX_PLAIN_DIGITS;
    return new ClaimScalar(Kind.NUMBER, whole ? plain.toPlainString() : plain.toString());
  }

  /** True or false. */
  public static ClaimScalar of(boolean flag) {
    return new ClaimScalar(Kind.FLAG, String.valueOf(flag));
  }

  /** The value of a claim; empty when it is a list or an object. */
  public static Optional<ClaimScalar> ofClaim(Object value) {
    if (value instanceof String text) {
      return Optional.of(of(text));
    }
    if (value instanceof BigDecimal number) {
      return Optional.of(of(number));
    }
    return value instanceof Boolean flag ? Optional.of(of(flag.booleanValue())) : Optional.empty();
  }

  /** The values of a claim that is one or a list of them; empty when anything else is in it. */
  public static Optional<List<ClaimScalar>> allOf(Object value) {
    if (!(value instanceof List<?> list)) {
      return ofClaim(value).map(List::of);
    }
    List<ClaimScalar> scalars = list.stream().flatMap(it -> ofClaim(it).stream()).toList();
    return scalars.size() == list.size() ? Optional.of(scalars) : Optional.empty();
  }
}
