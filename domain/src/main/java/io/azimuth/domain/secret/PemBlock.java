package io.azimuth.domain.secret;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
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
    return BLOCK
        .matcher(text)
        .results()
        .map(found -> new PemBlock(found.group(1), found.group(2)))
        .toList();
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
