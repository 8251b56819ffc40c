package io.azimuth.azure.config;

import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The certificate and key in the file that an environment variable names; read at each use. */
final class CertificateFile {

  private static final int MAX_BYTES = 64 << 10;

  private CertificateFile() {}

  /** The content of the file; empty when it cannot be read or is too large. */
  static Optional<SecretText> read(String path) {
    try (InputStream in = Files.newInputStream(Path.of(path))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      return bytes.length > MAX_BYTES
          ? Optional.empty()
          : Optional.of(SecretText.of(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
