package io.azimuth.adapters.cel;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.azimuth.fuzz.FuzzTarget;
import io.azimuth.fuzz.Inputs;
import io.azimuth.fuzz.Property;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fuzzes the patterns of expressions: one that counts as whole finds no part of a text, and one
 * that counts as small is small when the library has read it.
 */
public final class PatternTarget implements FuzzTarget {

  // A part becomes an instruction or two, and a group two; around the whole there are a few more.
  private static final int INSTRUCTIONS_PER_PART = 3;
  private static final int INSTRUCTIONS_AROUND = 16;

  @Override
  public List<byte[]> seeds() {
    return Inputs.texts(
        "^web-[0-9]{1,3}$",
        "^(web|db)-1$",
        "^(?:a|b[|]|[]|^]|[^]|]|[[:alpha:]|])$",
        "^a\\$",
        "^*a$",
        "^(a{9}[)]){9}$",
        "^(a{9})(?m){9}$",
        "^a|b$",
        "^\\Qa|b\\E$",
        "(?m)^a$",
        "^((a{2,3}){4}){5,}$",
        "^\\pL+\\x{41}[\\d\\]|]{0,9}$",
        "^[a-z$",
        "{".repeat(80) + "^[a-z$");
  }

  @Override
  public void accept(byte[] input) {
    String text = Inputs.text(input);
    boolean whole = WholePattern.isWhole(text);
    long growth = PatternGrowth.of(text);
    if (!whole || growth > ExpressionShape.MAX_PATTERNS) {
      return; // it is not compiled on a server either
    }
    Pattern pattern;
    try {
      pattern = Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      return;
    }
    Property.holds(
        pattern.programSize() <= INSTRUCTIONS_PER_PART * growth + INSTRUCTIONS_AROUND,
        () -> text + " has " + pattern.programSize() + " instructions and counts as " + growth);
    texts(text)
        .forEach(
            it ->
                Property.same(pattern.matcher(it).find(), pattern.matches(it), text + " in " + it));
  }

  // What the pattern spells out, and that between other texts.
  private static Stream<String> texts(String pattern) {
    String plain = pattern.replaceAll("[\\^$\\\\()\\[\\]?:*+|]", "");
    return Stream.concat(
            Stream.of("", plain, pattern), Stream.of(pattern.split("[|()^$]", -1)).limit(20))
        .flatMap(it -> Stream.of(it, "x" + it, it + "x", "\n" + it, it + "\n", "x\n" + it + "\nx"));
  }
}
