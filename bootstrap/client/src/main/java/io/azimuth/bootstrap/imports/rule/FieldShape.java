package io.azimuth.bootstrap.imports.rule;

import io.azimuth.domain.text.GoDuration;
import io.azimuth.spi.api.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a field holds. Servers write the same value in different ways: {@code null}, {@code []} and
 * an absent member; {@code 3600} and {@code "1h"}; a list and a text with commas.
 */
public enum FieldShape {
  /** A text; null is the empty one. */
  TEXT {
    @Override
    Value normalised(Value value) {
      return value.equals(Value.NULL) ? Value.of("") : Value.of(text(value));
    }
  },
  /** A flag; null is false. */
  FLAG {
    @Override
    Value normalised(Value value) {
      return Value.of(text(value).equalsIgnoreCase("true"));
    }
  },
  /** A number; null is 0. */
  NUMBER {
    @Override
    Value normalised(Value value) {
      String text = text(value).strip();
      return text.matches(PLAIN_NUMBER)
          ? new Value.Num(shortest(text))
          : text.isEmpty() ? Value.of(0) : value;
    }
  },
  /** A duration, kept in whole seconds; null, the empty text and {@code system} are 0. */
  SECONDS {
    @Override
    Value normalised(Value value) {
      String text = text(value).strip().replaceFirst("\\.0+$", "");
      return text.equals("system")
          ? Value.of(0)
          : duration(text).<Value>map(it -> Value.of(it.toSeconds())).orElse(value);
    }
  },
  /** A pause: a number from a billion on is nanoseconds. Kept in Go's form, such as {@code 4s}. */
  PAUSE {
    @Override
    Value normalised(Value value) {
      String text = text(value).strip();
      boolean nanos = text.matches("[0-9]{10,18}");
      return duration(nanos ? text + "ns" : text)
          .<Value>map(it -> Value.of(GoDuration.format(it)))
          .orElse(value);
    }
  },
  /** Texts without order; null and the empty text are none. */
  SET {
    @Override
    Value normalised(Value value) {
      Stream<String> texts =
          value instanceof Value.Items items
              ? items.values().stream().map(FieldShape::text)
              : Arrays.stream(text(value).split(",", -1));
      return Value.of(
          texts.map(String::strip).filter(text -> !text.isEmpty()).distinct().sorted().toList());
    }
  },
  /** Values by name; null is none. */
  OBJECT {
    @Override
    Value normalised(Value value) {
      return value instanceof Value.Obj ? value : Value.Obj.EMPTY;
    }
  },
  /** Texts by name; null is none. */
  PAIRS {
    @Override
    Value normalised(Value value) {
      TreeMap<String, String> pairs = new TreeMap<>();
      if (value instanceof Value.Obj object) {
        object.members().forEach((name, one) -> pairs.put(name, text(one)));
      }
      return Value.of(pairs);
    }
  };

  private static final String PLAIN_NUMBER = "-?[0-9]{1,30}(\\.[0-9]{1,30})?";

  /** The one form of all spellings of this value; what cannot be read stays as it is. */
  abstract Value normalised(Value value);

  private static String text(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    if (value instanceof Value.Num number) {
      return number.literal();
    }
    return value instanceof Value.Bool flag ? String.valueOf(flag.on()) : "";
  }

  private static String shortest(String number) {
    BigDecimal read = new BigDecimal(number);
    return read.signum() == 0 ? "0" : read.stripTrailingZeros().toPlainString();
  }

  private static Optional<Duration> duration(String text) {
    return GoDuration.parse(text).fold(Optional::of, (List<String> problems) -> Optional.empty());
  }
}
