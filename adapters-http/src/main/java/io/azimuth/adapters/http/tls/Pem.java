package io.azimuth.adapters.http.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the blocks of PEM files (RFC 7468). */
final class Pem {

  private static final int LARGEST = 1024 * 1024;
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

  static List<Block> blocks(Path file) throws TlsFileException {
    Matcher matcher = BLOCK.matcher(text(file));
    List<Block> blocks = new ArrayList<>();
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), decode(file, matcher.group(2))));
    }
    return blocks;
  }

  private static String text(Path file) throws TlsFileException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new TlsFileException(file + " is too large for a PEM file");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new TlsFileException(file + " cannot be read", e);
    }
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
