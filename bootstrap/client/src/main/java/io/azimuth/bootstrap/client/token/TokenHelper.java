package io.azimuth.bootstrap.client.token;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the token with a token helper, called as the Vault command line does: {@code get} prints
 * the token, {@code store} reads it from standard input, {@code erase} deletes it.
 */
public final class TokenHelper implements TokenStore {

  private static final int MAX_BYTES = 64 * 1024;
  private static final int PATIENCE_SECONDS = 60;

  private final Path program;

  /** Creates a store that calls the program at this absolute path. */
  public TokenHelper(Path program) {
    this.program = program;
  }

  @Override
  public Optional<SecretText> read() {
    String text = call("get", "").strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(SecretText.of(text));
  }

  @Override
  public void write(SecretText token) {
    call("store", token.expose());
  }

  @Override
  public void erase() {
    call("erase", "");
  }

  private String call(String verb, String input) {
    try {
      Process process =
          new ProcessBuilder(program.toString(), verb)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write(input.getBytes(StandardCharsets.UTF_8));
      }
      byte[] out = process.getInputStream().readNBytes(MAX_BYTES);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ClientException("the token helper " + program + " does not end");
      }
      if (process.exitValue() != 0) {
        throw new ClientException(
            "the token helper %s failed at %s with exit code %d"
                .formatted(program, verb, process.exitValue()));
      }
      return new String(out, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ClientException("the token helper " + program + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted", e);
    }
  }
}
