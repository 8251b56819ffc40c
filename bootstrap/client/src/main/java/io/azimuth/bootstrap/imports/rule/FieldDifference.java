package io.azimuth.bootstrap.imports.rule;

import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.spi.api.Value;

/**
 * A field that has another value on the other server.
 *
 * @param target the value on this server
 * @param source the value on the server that is read
 */
public record FieldDifference(String name, Value target, Value source) {

  private static final int LONGEST = 120;

  /** The difference for people: {@code token_ttl 3600 becomes 7200}. */
  public String sentence() {
    return "%s %s becomes %s".formatted(name, shown(target), shown(source));
  }

  private static String shown(Value value) {
    String text = Printable.of(PlainText.of(value)).replace('\n', ' ');
    if (text.isEmpty()) {
      return "\"\"";
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
