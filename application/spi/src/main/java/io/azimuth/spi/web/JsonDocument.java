package io.azimuth.spi.web;

import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.api.JsonForm;
import io.azimuth.spi.api.JsonText;
import io.azimuth.spi.api.Value;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one JSON object (RFC 8259) that another system sent: in UTF-8, without duplicate members or
 * half a surrogate pair, nested at most {@link #MAX_DEPTH} deep and with at most {@link
 * #MAX_VALUES} values. The error does not describe what is wrong, because the text may hold
 * secrets. Also writes what another system is sent.
 */
public final class JsonDocument {

  /** The deepest nesting. */
  public static final int MAX_DEPTH = 32;

  /** The most values, also nested ones. */
  public static final int MAX_VALUES = 10_000;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+");
  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{4}");
  private static final int MAX_NUMBER = 64;

  private final String text;
  private int at;
  private int values;

  private JsonDocument(String text) {
    this.text = text;
  }

  /** The object; empty when the bytes are none. */
  public static Optional<Value.Obj> parse(SecretBytes body) {
    if (body.length() > WebClient.MAX_BYTES) {
      return Optional.empty();
    }
    try {
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body.expose())).toString();
      return new JsonDocument(decoded).document();
    } catch (CharacterCodingException | BadJson e) {
      return Optional.empty();
    }
  }

  /**
   * The object on one line, in ASCII.
   *
   * @throws IllegalArgumentException when the name of a member holds half a surrogate pair, which
   *     no reader could read
   */
  public static SecretBytes write(Value.Obj object) {
    return SecretBytes.taking(
        JsonText.of(object, JsonForm.RECORD).getBytes(StandardCharsets.US_ASCII));
  }

  private Optional<Value.Obj> document() {
    skipBlanks();
    require(peek() == '{');
    Value.Obj object = object(1);
    skipBlanks();
    return at == text.length() ? Optional.of(object) : Optional.empty();
  }

  private Value value(int depth) {
    require(++values <= MAX_VALUES && depth <= MAX_DEPTH);
    skipBlanks();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> items(depth);
      case '"' -> Value.of(string());
      case 't' -> word("true", Value.of(true));
      case 'f' -> word("false", Value.of(false));
      case 'n' -> word("null", Value.NULL);
      default -> number();
    };
  }

  private Value.Obj object(int depth) {
    Map<String, Value> members = new LinkedHashMap<>();
    at++;
    skipBlanks();
    if (skipIf('}')) {
      return new Value.Obj(members);
    }
    do {
      skipBlanks();
      require(peek() == '"');
      String name = string();
      skipBlanks();
      require(skipIf(':'));
      require(!members.containsKey(name));
      members.put(name, value(depth + 1));
      skipBlanks();
    } while (skipIf(','));
    require(skipIf('}'));
    return new Value.Obj(members);
  }

  private Value items(int depth) {
    List<Value> items = new ArrayList<>();
    at++;
    skipBlanks();
    if (skipIf(']')) {
      return new Value.Items(items);
    }
    do {
      items.add(value(depth + 1));
      skipBlanks();
    } while (skipIf(','));
    require(skipIf(']'));
    return new Value.Items(items);
  }

  private Value word(String word, Value meaning) {
    require(text.startsWith(word, at));
    at += word.length();
    return meaning;
  }

  private Value number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    require(number.lookingAt() && number.end() - at <= MAX_NUMBER);
    at = number.end();
    return new Value.Num(number.group());
  }

  private String string() {
    StringBuilder read = new StringBuilder();
    at++;
    while (!skipIf('"')) {
      char c = peek();
      require(c >= ' ');
      at++;
      read.append(c == '\\' ? escaped() : c);
    }
    require(read.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE));
    return read.toString();
  }

  private char escaped() {
    char c = peek();
    at++;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new BadJson();
    };
  }

  private char unicode() {
    Matcher digits = HEX.matcher(text).region(at, text.length());
    require(digits.lookingAt());
    at = digits.end();
    return (char) Integer.parseInt(digits.group(), 16);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean skipIf(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    if (there) {
      at++;
    }
    return there;
  }

  private char peek() {
    require(at < text.length());
    return text.charAt(at);
  }

  private static void require(boolean good) {
    if (!good) {
      throw new BadJson();
    }
  }

  /** Ends the reading; without a stack, and without the text. */
  private static final class BadJson extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadJson() {
      super("not a JSON object", null, false, false);
    }
  }
}
