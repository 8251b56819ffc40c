package io.azimuth.domain.hcl;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads HCL (version 1) or JSON into a tree that knows the place of every node.
 *
 * <p>The grammar and what it refuses on purpose are in {@code docs/reference/hcl.md}. Both readers
 * take time linear in the text, recurse no deeper than {@value #MAX_DEPTH} and are safe for
 * concurrent use.
 */
public final class Hcl {

  /** The longest text, in UTF-16 units. */
  public static final int MAX_LENGTH = 1 << 20;

  /** How many braces and brackets may be open at once. */
  public static final int MAX_DEPTH = 32;

  /** How many values, attributes and blocks a text may hold: bounds the memory of its tree. */
  public static final int MAX_NODES = 100_000;

  private Hcl() {}

  /**
   * Reads HCL.
   *
   * @throws HclSyntaxException if the text breaks the grammar or a limit
   */
  public static HclBody parse(String text) {
    return new HclReader(new SourceText(text)).document();
  }

  /**
   * Reads HCL as its own reader does where an attribute begins on the line of another one, with no
   * comma between them: takes both.
   *
   * @param runOn is told where each of the second ones begins; a line may have been lost there
   * @throws HclSyntaxException if the text breaks the rest of the grammar or a limit
   */
  public static HclBody parse(String text, Consumer<Position> runOn) {
    return new HclReader(new SourceText(text), Optional.of(runOn)).document();
  }

  /**
   * Reads a JSON object; each member becomes an attribute. {@code null} is refused: leave the
   * member out.
   *
   * @throws HclSyntaxException if the text breaks the grammar or a limit
   */
  public static HclBody parseJson(String text) {
    return new JsonReader(new SourceText(text)).document();
  }

  /** Whether the first character other than white space is an opening brace: then it is JSON. */
  public static boolean looksLikeJson(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
        return c == '{';
      }
    }
    return false;
  }
}
