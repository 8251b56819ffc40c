package io.azimuth.adapters.http.encoding;

import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names and values of {@code a=1&b=2}: of a query string or a form. */
public final class FormFields {

  private static final int MOST = 256;

  private final Map<String, List<String>> fields;

  private FormFields(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * Splits and decodes the text once.
   *
   * @throws RefusedException when there are more than 256 pairs or one cannot be decoded
   */
  public static FormFields parse(String raw) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    int pairs = 0;
    for (int start = 0, end; start < raw.length(); start = end + 1) {
      int ampersand = raw.indexOf('&', start);
      end = ampersand < 0 ? raw.length() : ampersand;
      if (end > start) {
        if (++pairs > MOST) {
          throw RefusedException.invalid("there are more than " + MOST + " parameters");
        }
        add(fields, raw.substring(start, end));
      }
    }
    return new FormFields(fields);
  }

  private static void add(Map<String, List<String>> fields, String pair) {
    int equals = pair.indexOf('=');
    String name = equals < 0 ? pair : pair.substring(0, equals);
    String value = equals < 0 ? "" : pair.substring(equals + 1);
    fields
        .computeIfAbsent(PercentDecoder.form(name), n -> new ArrayList<>())
        .add(PercentDecoder.form(value));
  }

  /** Removes a parameter and returns its values; none when it is absent. */
  public List<String> take(String name) {
    List<String> values = fields.remove(name);
    return values == null ? List.of() : values;
  }

  /** The fields as members of an object: one value is a text, several are a list. */
  public Value.Obj asQuery() {
    Map<String, Value> members = new LinkedHashMap<>();
    fields.forEach(
        (name, values) ->
            members.put(name, values.size() == 1 ? Value.of(values.get(0)) : Value.of(values)));
    return new Value.Obj(members);
  }

  /** The fields as members of an object; several values of a name are joined with commas. */
  public Value.Obj asBody() {
    Map<String, Value> members = new LinkedHashMap<>();
    fields.forEach((name, values) -> members.put(name, Value.of(String.join(",", values))));
    return new Value.Obj(members);
  }
}
