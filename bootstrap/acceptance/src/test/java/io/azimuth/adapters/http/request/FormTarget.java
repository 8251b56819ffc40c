package io.azimuth.adapters.http.request;

import io.azimuth.adapters.http.encoding.FormFields;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/** Fuzzes forms, queries and content types. */
public final class FormTarget implements FuzzTarget {

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "role=a&jwt=b.c.d&a=1&a=2",
        "a=%C3%A9+%2B&=x&&b",
        " {\"a\":1}",
        "application/x-www-form-urlencoded; charset=utf-8",
        "application/merge-patch+json");
  }

  @Override
  public void accept(byte[] input) {
    body(input, true).ifPresent(FormTarget::comesBack);
    body(input, false);
    Optional<String> type = Optional.of(Inputs.text(input));
    MediaTypes.isForm(type);
    try {
      MediaTypes.checkPatch(type);
    } catch (RefusedException expected) {
      // The body has another type.
    }
  }

  /**
   * All values are strings, and an independent encoder's form of them parses to the same object.
   */
  private static void comesBack(Value.Obj body) {
    StringJoiner form = new StringJoiner("&");
    for (Map.Entry<String, Value> member : body.members().entrySet()) {
      if (!(member.getValue() instanceof Value.Text text)) {
        return; // the body was JSON
      }
      form.add(encoded(member.getKey()) + "=" + encoded(text.text()));
    }
    byte[] bytes = form.toString().getBytes(StandardCharsets.US_ASCII);
    Property.same(
        FormFields.parse(new String(bytes, StandardCharsets.US_ASCII)).asBody(), body, "form");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static Optional<Value.Obj> body(byte[] input, boolean form) {
    BodyBytes bytes = new BodyBytes();
    for (int at = 0; at < input.length; ) {
      ByteBuffer room = bytes.room();
      int part = Math.min(room.remaining(), input.length - at);
      room.put(input, at, part);
      bytes.advance(part);
      at += part;
    }
    try {
      return Optional.of(BodyParser.parse(bytes, form, 50_000));
    } catch (RefusedException expected) {
      return Optional.empty();
    }
  }
}
