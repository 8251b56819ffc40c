package io.azimuth.bootstrap.command.client.operator;

import io.azimuth.bootstrap.client.ClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** Reads OpenPGP public keys from files, for requests. */
final class PgpKeyFiles {

  private static final int MAX_BYTES = 1 << 20;

  private PgpKeyFiles() {}

  /** The keys in base64, in the order of the files. An {@code @} before a name is left out. */
  static List<String> read(List<String> files) {
    return files.stream().map(PgpKeyFiles::read).toList();
  }

  /** One key in base64, of its binary or its armoured form. */
  static String read(String file) {
    String name = file.startsWith("@") ? file.substring(1) : file;
    try {
      Path path = Path.of(name);
      if (Files.size(path) > MAX_BYTES) {
        throw new ClientException("the file " + name + " is larger than 1 MiB");
      }
      byte[] content = Files.readAllBytes(path);
      String text = new String(content, StandardCharsets.ISO_8859_1).strip();
      boolean encoded = text.matches("[A-Za-z0-9+/=\\s]+");
      return encoded ? text.replaceAll("\\s", "") : Base64.getEncoder().encodeToString(content);
    } catch (IOException | InvalidPathException e) {
      throw new ClientException("the file " + name + " cannot be read", e);
    }
  }
}
