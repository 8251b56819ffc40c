package io.azimuth.domain.secret;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of a PEM text (RFC 7468), perhaps a private key. */
public final class PemBlock {

  private static final Pattern BLOCK =
      Pattern.compile(
          "-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*+(?:-(?!----)[^-]*+)*+)-----END \\1-----");

  private final String label;
  private final String content;

  private PemBlock(String label, String content) {
    this.label = label;
    this.content = content;
  }

  /** The blocks in their order; the text between them is for humans. */
  public static List<PemBlock> allIn(String text) {
    return BLOCK.matcher(text).results().map(PemBlock::of).toList();
  }

  /** The block that is the whole text, but for white space around it; else empty. */
  public static Optional<PemBlock> only(String text) {
    Matcher whole = BLOCK.matcher(text.strip());
    return whole.matches() ? Optional.of(of(whole)) : Optional.empty();
  }

  /** Writes a block with that content, in lines of 64 characters, with the end of the last line. */
  public static String text(String label, byte[] der) {
    byte[] lineEnd = {'\n'};
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, lineEnd).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  private static PemBlock of(MatchResult found) {
    return new PemBlock(found.group(1), found.group(2));
  }

  /** Whether its label is this, for example {@code PRIVATE KEY}. */
  public boolean is(String expected) {
    return label.equals(expected);
  }

  /** Its label, for example {@code CERTIFICATE}. */
  public String label() {
    return label;
  }

  /** Whether its content is under a password. */
  public boolean isEncrypted() {
    return label.startsWith("ENCRYPTED ") || content.contains("ENCRYPTED");
  }

  /** The bytes; empty when the content is not Base64. */
  public Optional<byte[]> der() {
    try {
      return Optional.of(Base64.getDecoder().decode(content.replaceAll("\\s", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Its message quotes a character of what may be a key.
    }
  }

  @Override
  public String toString() {
    return "PemBlock[" + label + "]";
  }
}
