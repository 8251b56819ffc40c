package io.azimuth.bootstrap.imports.rule;

import io.azimuth.bootstrap.client.Printable;
import io.azimuth.bootstrap.client.output.PlainText;
import io.azimuth.spi.api.Value;

/**
 * A field that has another value on the other server.
 *
 * @param here the value on this server
 * @param there the value on the server that is read
 */
public record FieldDifference(String name, Value here, Value there) {

  private static final int LONGEST = 120;

  /** The difference for people: {@code token_ttl 3600 becomes 7200}. */
  public String sentence() {
    return "%s %s becomes %s".formatted(name, shown(here), shown(there));
  }

  private static String shown(Value value) {
    String text = Printable.of(PlainText.of(value)).replace('\n', ' ');
    if (text.isEmpty()) {
      return "\"\"";
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
