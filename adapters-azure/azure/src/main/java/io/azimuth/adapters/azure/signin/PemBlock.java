package io.azimuth.adapters.azure.signin;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One block of a PEM text; what stands between blocks is for humans. */
final class PemBlock {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*+)-----END \\1-----");

  private final String name;
  private final byte[] content;

  private PemBlock(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /**
   * The blocks in their order.
   *
   * @throws SignInException when one is not encoded as it must be
   */
  static List<PemBlock> allIn(String text) {
    List<PemBlock> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      blocks.add(new PemBlock(matcher.group(1), decoded(matcher.group(2))));
    }
    return blocks;
  }

  static List<PemBlock> named(List<PemBlock> blocks, String name) {
    return blocks.stream().filter(block -> block.name.equals(name)).toList();
  }

  byte[] content() {
    return content.clone();
  }

  @Override
  public String toString() {
    return "PemBlock[" + name + "]";
  }

  private static byte[] decoded(String lines) {
    try {
      return Base64.getDecoder().decode(lines.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw SignInException.refused("the client certificate is not valid PEM");
    }
  }
}
