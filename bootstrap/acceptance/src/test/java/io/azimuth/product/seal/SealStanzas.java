package io.azimuth.product.seal;

import io.azimuth.product.server.TestingServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Changes the {@code seal} blocks of a server that was started without one. */
final class SealStanzas {

  private final TestingServer server;
  private final Path file;
  private final String without;

  SealStanzas(TestingServer server) {
    this.server = server;
    this.file = server.path("azimuth.hcl");
    this.without = read(file);
  }

  /** A static seal with the key of this name. */
  String fixed(String name, String... more) {
    Path key = server.path(name + ".key");
    if (!Files.exists(key)) {
      byte[] bytes = new byte[32];
      bytes[0] = (byte) name.hashCode();
      write(key, bytes);
    }
    return """
        seal "static" {
          current_key_id = "%s"
          current_key    = "file://%s"
          %s
        }
        """
        .formatted(name, key, String.join("\n  ", more));
  }

  /** A key of the simulated Key Vault, used as the server's application. */
  static String keyVault(String key, String... more) {
    return """
        seal "azurekeyvault" {
          environment   = "lab"
          tenant_id     = "11111111-1111-1111-1111-111111111111"
          client_id     = "aaaaaaaa-0000-4000-8000-000000000010"
          client_secret = "lab-secret-of-azimuth-server"
          vault_name    = "lab-vault"
          key_name      = "%s"
          %s
        }
        """
        .formatted(key, String.join("\n  ", more));
  }

  /** Writes these blocks, for the next start. */
  void write(String... blocks) {
    write(
        file,
        (without + String.join("\n", blocks)).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
