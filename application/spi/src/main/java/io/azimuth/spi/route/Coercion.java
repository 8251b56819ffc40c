package io.azimuth.spi.route;

import io.azimuth.domain.text.Checked;
import io.azimuth.domain.text.GoDuration;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Converts values that were sent to the types of parameters, as Vault does ("1", 1 and true may be
 * the same).
 */
final class Coercion {

  /** From a billion on, as many digits as a long surely holds. */
  private static final Pattern NANOSECONDS = Pattern.compile("-?[1-9]\\d{9,17}");

  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?[0-9]{1,30}(?:[.][0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?");

  private Coercion() {}

  static String text(Value value) {
    if (value instanceof Value.Null) {
      return "";
    }
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Num number) {
      return number.literal();
    }
    if (value instanceof Value.Bool flag) {
      return Boolean.toString(flag.on());
    }
    throw new UnconvertibleException("a text is expected");
  }

  static Integer number(Value value) {
    if (value instanceof Value.Bool flag) {
      return flag.on() ? 1 : 0;
    }
    String text = text(value).strip();
    if (text.isEmpty()) {
      return 0;
    }
    long number = wholeNumber(text);
    if (number != (int) number) {
      throw new UnconvertibleException("the number is out of range");
    }
    return (int) number;
  }

  static Double decimal(Value value) {
    String text = text(value).strip();
    if (text.isEmpty()) {
      return 0.0;
    }
    if (!DECIMAL.matcher(text).matches()) {
      throw new UnconvertibleException("a number is expected");
    }
    return Double.valueOf(text);
  }

  static Boolean flag(Value value) {
    if (value instanceof Value.Bool flag) {
      return flag.on();
    }
    if (value instanceof Value.Num number) {
      return isNotZero(number.literal());
    }
    return switch (text(value)) {
      case "", "false", "FALSE", "False", "0", "f", "F" -> false;
      case "true", "TRUE", "True", "1", "t", "T" -> true;
      default -> throw new UnconvertibleException("true or false is expected");
    };
  }

  static List<String> commaList(Value value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof Value.Items items) {
      items.values().forEach(item -> texts.add(text(item).strip()));
    } else {
      for (String part : text(value).split(",", -1)) {
        texts.add(part.strip());
      }
    }
    texts.removeIf(String::isEmpty);
    return List.copyOf(texts);
  }

  static List<Integer> numbers(Value value) {
    return commaList(value).stream().map(text -> number(Value.of(text))).toList();
  }

  static List<String> list(Value value) {
    if (value instanceof Value.Items items) {
      return items.values().stream().map(Coercion::text).toList();
    }
    String text = text(value);
    return text.isEmpty() ? List.of() : List.of(text);
  }

  static Duration duration(Value value) {
    Duration any = signedDuration(value);
    if (any.isNegative()) {
      throw new UnconvertibleException("a duration cannot be negative");
    }
    return any;
  }

  static Duration signedDuration(Value value) {
    return good(GoDuration.parseSignedSeconds(text(value)));
  }

  static Duration delay(Value value) {
    String text = text(value);
    if (!NANOSECONDS.matcher(text).matches()) {
      return signedDuration(value);
    }
    return Duration.ofSeconds(Duration.ofNanos(Long.parseLong(text)).toSeconds());
  }

  // Other sentences of the problem are not used, because they may repeat the value.
  private static Duration good(Checked<Duration> duration) {
    if (duration.problems().contains(GoDuration.TOO_SHORT)) {
      throw new UnconvertibleException(GoDuration.TOO_SHORT);
    }
    return duration
        .value()
        .orElseThrow(
            () ->
                new UnconvertibleException("a duration is expected, such as 90, 30m, 1h30m or 2d"));
  }

  static Map<String, String> pairs(Value value) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (value instanceof Value.Obj object) {
      object.members().forEach((name, member) -> pairs.put(name, pairText(member)));
      return pairs;
    }
    for (String pair : commaList(value)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new UnconvertibleException("key=value is expected");
      }
      // Two values of a name would not mean "either": the last one alone would count.
      if (pairs.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
        throw new UnconvertibleException("each key is expected once");
      }
    }
    return pairs;
  }

  // Nothing is not the empty text, which a binding compares with.
  private static String pairText(Value member) {
    if (member instanceof Value.Null) {
      throw new UnconvertibleException("a value for each key is expected, not null");
    }
    return text(member);
  }

  static Value.Obj object(Value value) {
    if (value instanceof Value.Null) {
      return Value.Obj.EMPTY;
    }
    if (value instanceof Value.Obj object) {
      return object;
    }
    throw new UnconvertibleException("an object is expected");
  }

  private static long wholeNumber(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new UnconvertibleException("a whole number is expected");
    }
    return Long.parseLong(text);
  }

  // Only the digits before the exponent matter; the exponent is never expanded.
  private static boolean isNotZero(String literal) {
    return literal
        .chars()
        .takeWhile(c -> c != 'e' && c != 'E')
        .anyMatch(digit -> digit >= '1' && digit <= '9');
  }

  /** The value does not fit the type; the message names a form that does. */
  static final class UnconvertibleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnconvertibleException(String expectation) {
      super(expectation, null, false, false);
    }
  }
}
