package io.azimuth.domain.hcl;

import java.util.ArrayList;
import java.util.List;

/** Recursive descent over JSON (RFC 8259); the depth is bounded by {@link Hcl#MAX_DEPTH}. */
final class JsonReader {

  private final SourceText source;

  JsonReader(SourceText source) {
    this.source = source;
  }

  HclBody document() {
    WhiteSpace.skipBlanks(source);
    if (source.peek() != '{') {
      throw source.fail("expected { at the beginning of the JSON text");
    }
    HclBody body = object();
    WhiteSpace.skipBlanks(source);
    if (!source.atEnd()) {
      throw source.fail("something follows the end of the JSON text");
    }
    return body;
  }

  private HclBody object() {
    Position opening = open();
    BodyBuilder body = new BodyBuilder();
    if (!closesEmpty('}')) {
      do {
        WhiteSpace.skipBlanks(source);
        body.add(member());
      } while (continues('}', opening, "the object is not closed"));
    }
    return body.build();
  }

  private HclItem.Attribute member() {
    source.countNode();
    Position position = source.position();
    if (source.peek() != '"') {
      throw source.fail("expected the name of a member in quotes");
    }
    String name = text();
    WhiteSpace.skipBlanks(source);
    if (!source.skipIf(':')) {
      throw source.fail("expected : after " + SourceText.quoted(name));
    }
    WhiteSpace.skipBlanks(source);
    return new HclItem.Attribute(name, value(), position);
  }

  private HclValue value() {
    source.countNode();
    Position position = source.position();
    char c = source.peek();
    if (c == '"') {
      return new HclValue.Text(text(), position);
    }
    if (c == '[') {
      return new HclValue.Items(list(), position);
    }
    if (c == '{') {
      return new HclValue.Table(object(), position);
    }
    return NumberReader.startsAt(source) ? NumberReader.read(source) : word(position);
  }

  private HclValue word(Position position) {
    String word = Identifiers.isLetter(source.peek()) ? Identifiers.read(source) : "";
    return switch (word) {
      case "true" -> new HclValue.Bool(true, position);
      case "false" -> new HclValue.Bool(false, position);
      case "null" ->
          throw new HclSyntaxException(position, "null is not taken here; leave the member out");
      default ->
          throw new HclSyntaxException(
              position, "expected a value: a text in quotes, a number, true, false, [ or {");
    };
  }

  private List<HclValue> list() {
    Position opening = open();
    List<HclValue> values = new ArrayList<>();
    if (!closesEmpty(']')) {
      do {
        WhiteSpace.skipBlanks(source);
        values.add(value());
      } while (continues(']', opening, "the list is not closed"));
    }
    return values;
  }

  private Position open() {
    source.descend();
    Position opening = source.position();
    source.next();
    return opening;
  }

  private boolean closesEmpty(char end) {
    WhiteSpace.skipBlanks(source);
    if (!source.skipIf(end)) {
      return false;
    }
    source.ascend();
    return true;
  }

  /** Steps over a comma, or over the end. */
  private boolean continues(char end, Position opening, String complaint) {
    WhiteSpace.skipBlanks(source);
    if (source.skipIf(',')) {
      return true;
    }
    if (source.atEnd()) {
      throw new HclSyntaxException(opening, complaint);
    }
    if (!source.skipIf(end)) {
      throw source.fail("expected , or " + end);
    }
    source.ascend();
    return false;
  }

  private String text() {
    return new QuotedTextReader(source, QuotedTextReader.Dialect.JSON).read();
  }
}
