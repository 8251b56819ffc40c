package io.azimuth.adapters.http.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the blocks of PEM files (RFC 7468). */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([\\s\\S]*?)-----END \\1-----");

  private Pem() {}

  /** One block: its label and its bytes. Not a record: the bytes may be a key. */
  static final class Block {

    private final String label;
    private final byte[] der;

    private Block(String label, byte[] der) {
      this.label = label;
      this.der = der;
    }

    String label() {
      return label;
    }

    byte[] der() {
      return der.clone();
    }
  }

  /** The blocks of a content; the file is named in the exception. */
  static List<Block> blocks(Path file, byte[] content) throws TlsFileException {
    Matcher matcher = BLOCK.matcher(new String(content, StandardCharsets.ISO_8859_1));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), decode(file, matcher.group(2))));
    }
    return blocks;
  }

  private static byte[] decode(Path file, String base64) throws TlsFileException {
    if (base64.contains("ENCRYPTED")) {
      throw new TlsFileException(file + " is encrypted; the key must be given without a password");
    }
    try {
      return Base64.getDecoder().decode(base64.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message quotes a character of what may be a key.
      throw new TlsFileException(file + " holds a PEM block that is not Base64");
    }
  }
}
