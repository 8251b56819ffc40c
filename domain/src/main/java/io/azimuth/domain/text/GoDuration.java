package io.azimuth.domain.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as the API writes them: empty text is 0; digits are seconds; {@code 3d} is days; every
 * other text is read in Go's form, such as {@code 1h30m} or {@code 1.5h}.
 *
 * <p>As in Go, a duration has at most 2^63 - 1 nanoseconds (292 years).
 */
public final class GoDuration {

  /** The problem of a duration that is not 0 but would become 0 in whole seconds. */
  public static final String TOO_SHORT = "a duration is 0 or at least one second";

  private static final int MAX_TEXT = 100;
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern DAYS = Pattern.compile("([-+]?[0-9]+)d");
  private static final Pattern PART = Pattern.compile("([0-9]*)(\\.[0-9]*)?([^0-9.]*)");
  private static final BigDecimal NANOS_PER_SECOND = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal NANOS_PER_DAY = BigDecimal.valueOf(86_400_000_000_000L);
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private GoDuration() {}

  /** Any duration, negative ones too, to the nanosecond. */
  public static Checked<Duration> parse(String text) {
    if (text.isEmpty()) {
      return Checked.of(Duration.ZERO);
    }
    if (text.length() > MAX_TEXT) {
      return Checked.problem("invalid duration");
    }
    if (WHOLE.matcher(text).matches()) {
      return ofNanos(new BigDecimal(text).multiply(NANOS_PER_SECOND));
    }
    Matcher days = DAYS.matcher(text);
    if (days.matches()) {
      return ofNanos(new BigDecimal(days.group(1)).multiply(NANOS_PER_DAY));
    }
    boolean signed = text.charAt(0) == '-' || text.charAt(0) == '+';
    return parseParts(signed ? text.substring(1) : text, text.charAt(0) == '-');
  }

  /**
   * A duration cut to whole seconds; a negative one is a problem, and so is one below a second,
   * because 0 has a meaning of its own: the default, or no limit.
   */
  public static Checked<Duration> parseSeconds(String text) {
    return parseSignedSeconds(text)
        .fold(
            duration ->
                duration.isNegative()
                    ? Checked.problem(
                        "cannot provide negative value '" + duration.toSeconds() + "'")
                    : Checked.of(duration),
            Checked::problems);
  }

  /**
   * A duration cut to whole seconds towards zero, negative ones too; one between -1 and 1 second
   * that is not 0 is a problem.
   */
  public static Checked<Duration> parseSignedSeconds(String text) {
    return parse(text)
        .fold(
            duration ->
                !duration.isZero() && wholeSeconds(duration) == 0
                    ? Checked.problem(TOO_SHORT)
                    : Checked.of(Duration.ofSeconds(wholeSeconds(duration))),
            Checked::problems);
  }

  /** Go's own form: {@code 72h0m0s}, {@code 1m0s}, {@code 1.5s}, {@code 500ms}, {@code 0s}. */
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    if (duration.isNegative()) {
      return "-" + format(duration.negated());
    }
    if (duration.toSeconds() == 0) {
      return formatFraction(duration.toNanosPart());
    }
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toSecondsPart())
            .add(BigDecimal.valueOf(duration.toNanosPart(), 9))
            .stripTrailingZeros();
    StringBuilder text = new StringBuilder();
    if (duration.toHours() > 0) {
      text.append(duration.toHours()).append('h');
    }
    if (duration.toMinutes() > 0) {
      text.append(duration.toMinutesPart()).append('m');
    }
    return text.append(seconds.toPlainString()).append('s').toString();
  }

  /** Go's form without trailing parts that are zero, as in warnings: {@code 768h}. */
  public static String formatShort(Duration duration) {
    String text = format(duration);
    if (text.endsWith("m0s")) {
      text = text.substring(0, text.length() - 2);
    }
    return text.endsWith("h0m") ? text.substring(0, text.length() - 2) : text;
  }

  private static Checked<Duration> parseParts(String text, boolean negative) {
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!part.find(at) || part.start() != at || !hasDigits(part)) {
        return Checked.problem("invalid duration");
      }
      if (part.group(3).isEmpty()) {
        return Checked.problem("missing unit in duration");
      }
      Optional<BigDecimal> unit = nanosOf(part.group(3));
      if (unit.isEmpty()) {
        return Checked.problem("unknown unit in duration");
      }
      nanos = nanos.add(numberOf(part).multiply(unit.get()));
      at = part.end();
    }
    if (at == 0) {
      return Checked.problem("invalid duration");
    }
    return ofNanos(negative ? nanos.negate() : nanos);
  }

  private static boolean hasDigits(Matcher part) {
    return !part.group(1).isEmpty() || (part.group(2) != null && part.group(2).length() > 1);
  }

  private static BigDecimal numberOf(Matcher part) {
    String fraction = part.group(2) == null ? "" : part.group(2);
    return new BigDecimal("0" + part.group(1) + fraction + "0".repeat(fraction.isEmpty() ? 0 : 1));
  }

  private static Optional<BigDecimal> nanosOf(String unit) {
    return switch (unit) {
      case "ns" -> Optional.of(BigDecimal.ONE);
      case "us", "µs", "μs" -> Optional.of(BigDecimal.valueOf(1_000));
      case "ms" -> Optional.of(BigDecimal.valueOf(1_000_000));
      case "s" -> Optional.of(NANOS_PER_SECOND);
      case "m" -> Optional.of(NANOS_PER_SECOND.multiply(BigDecimal.valueOf(60)));
      case "h" -> Optional.of(NANOS_PER_SECOND.multiply(BigDecimal.valueOf(3_600)));
      default -> Optional.empty();
    };
  }

  private static Checked<Duration> ofNanos(BigDecimal nanos) {
    BigInteger whole = nanos.toBigInteger();
    if (whole.compareTo(LEAST) < 0 || whole.compareTo(GREATEST) > 0) {
      return Checked.problem("duration out of range");
    }
    return Checked.of(Duration.ofNanos(whole.longValue()));
  }

  /** Cut towards zero: {@link Duration#getSeconds} rounds a negative one down. */
  private static long wholeSeconds(Duration duration) {
    return duration.isNegative() ? -duration.negated().toSeconds() : duration.toSeconds();
  }

  private static String formatFraction(int nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    boolean micros = nanos < 1_000_000;
    BigDecimal number = BigDecimal.valueOf(nanos, micros ? 3 : 6).stripTrailingZeros();
    return number.toPlainString() + (micros ? "µs" : "ms");
  }
}
