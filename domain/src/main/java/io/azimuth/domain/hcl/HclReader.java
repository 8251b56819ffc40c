package io.azimuth.domain.hcl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Recursive descent over HCL; the depth is bounded by {@link Hcl#MAX_DEPTH}. */
final class HclReader {

  private final SourceText source;
  private final Optional<Consumer<Position>> runOn;

  /** A reader that refuses an attribute on the line of another one, with no comma between them. */
  HclReader(SourceText source) {
    this(source, Optional.empty());
  }

  /**
   * A reader.
   *
   * @param runOn is told where such an attribute begins; empty: refuses it
   */
  HclReader(SourceText source, Optional<Consumer<Position>> runOn) {
    this.source = source;
    this.runOn = runOn;
  }

  HclBody document() {
    BodyBuilder body = new BodyBuilder();
    WhiteSpace.skip(source);
    while (!source.atEnd()) {
      HclItem item = item();
      int lineOfEnd = source.line();
      body.add(item);
      WhiteSpace.skip(source);
      if (!source.atEnd()) {
        requireNewLine(item, lineOfEnd);
      }
    }
    return body.build();
  }

  private HclBody braces() {
    Position opening = open();
    BodyBuilder body = new BodyBuilder();
    while (!closes('}', opening, "the block is not closed")) {
      HclItem item = item();
      int lineOfEnd = source.line();
      body.add(item);
      WhiteSpace.skip(source);
      if (!source.skipIf(',') && source.peek() != '}' && !source.atEnd()) {
        requireNewLine(item, lineOfEnd);
      }
    }
    return body.build();
  }

  /** The brace at the end of a block ends it; an attribute needs the end of the line. */
  private void requireNewLine(HclItem item, int lineOfEnd) {
    if (item instanceof HclItem.Attribute && source.line() == lineOfEnd) {
      runOn
          .orElseThrow(
              () -> source.fail("a new line is missing after the value of " + quotedName(item)))
          .accept(source.position());
    }
  }

  private static String quotedName(HclItem item) {
    return SourceText.quoted(item.name());
  }

  private HclItem item() {
    source.countNode();
    Position position = source.position();
    String name = name();
    WhiteSpace.skip(source);
    if (source.skipIf('=')) {
      WhiteSpace.skip(source);
      return new HclItem.Attribute(name, value(), position);
    }
    List<String> labels = new ArrayList<>();
    while (source.peek() == '"') {
      source.countNode();
      labels.add(text());
      WhiteSpace.skip(source);
    }
    if (source.peek() != '{') {
      throw source.fail("expected = or a label in quotes or { after " + SourceText.quoted(name));
    }
    return new HclItem.Block(name, labels, braces(), position);
  }

  private String name() {
    if (source.peek() == '"') {
      return text();
    }
    if (Identifiers.isLetter(source.peek())) {
      return Identifiers.read(source);
    }
    throw source.fail("expected the name of an attribute or block");
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
      return new HclValue.Table(braces(), position);
    }
    if (source.lookingAt("<<")) {
      return new HclValue.Text(new HeredocReader(source).read(), position);
    }
    return NumberReader.startsAt(source) ? NumberReader.read(source) : bool(position);
  }

  private HclValue bool(Position position) {
    String word = Identifiers.isLetter(source.peek()) ? Identifiers.read(source) : "";
    if (word.equals("true") || word.equals("false")) {
      return new HclValue.Bool(word.equals("true"), position);
    }
    throw new HclSyntaxException(
        position, "expected a value: a text in quotes, a number, true, false, [ or {");
  }

  private List<HclValue> list() {
    Position opening = open();
    List<HclValue> values = new ArrayList<>();
    while (!closes(']', opening, "the list is not closed")) {
      values.add(value());
      WhiteSpace.skip(source);
      if (!source.skipIf(',') && source.peek() != ']' && !source.atEnd()) {
        throw source.fail("expected , or ] after a value of the list");
      }
    }
    return values;
  }

  private Position open() {
    source.descend();
    Position opening = source.position();
    source.next();
    return opening;
  }

  /** Whether the body or list ends here; if so, steps over its end. */
  private boolean closes(char end, Position opening, String complaint) {
    WhiteSpace.skip(source);
    if (source.atEnd()) {
      throw new HclSyntaxException(opening, complaint);
    }
    if (!source.skipIf(end)) {
      return false;
    }
    source.ascend();
    return true;
  }

  private String text() {
    return new QuotedTextReader(source, QuotedTextReader.Dialect.HCL).read();
  }
}
