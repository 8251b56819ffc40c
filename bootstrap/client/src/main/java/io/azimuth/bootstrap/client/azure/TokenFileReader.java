package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads a file that contains only a JWT. */
final class TokenFileReader {

  /** The size of the longest token that a login accepts. */
  private static final int MAX_BYTES = 32 * 1024;

  private TokenFileReader() {}

  static SecretText read(Path file) {
    try (var in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ClientException(file + " is larger than 32 KiB, no token is");
      }
      return SecretText.of(new String(bytes, StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read", e);
    }
  }
}
