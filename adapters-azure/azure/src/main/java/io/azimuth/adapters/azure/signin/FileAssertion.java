package io.azimuth.adapters.azure.signin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The token that the cluster keeps in a file, read anew for each exchange: it is renewed there. */
record FileAssertion(Path file) implements Supplier<String> {

  static final int MAX_BYTES = 64 * 1024;

  @Override
  public String get() {
    byte[] bytes = read();
    if (bytes.length > MAX_BYTES) {
      throw new SignInException("the token file " + file + " is larger than 64 KiB");
    }
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      throw new SignInException("the token file " + file + " is empty");
    }
    return text;
  }

  private byte[] read() {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      throw new SignInException(
          "the token file " + file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }
}
