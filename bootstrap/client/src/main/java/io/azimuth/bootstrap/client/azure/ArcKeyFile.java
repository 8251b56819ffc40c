package io.azimuth.bootstrap.client.azure;

import io.azimuth.bootstrap.client.ClientException;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key file that an Arc agent names in its challenge. A false agent must not make the client
 * send another file, so the file must be directly in the agent's directory, be small and end in
 * {@code .key}.
 */
final class ArcKeyFile {

  private static final Pattern CHALLENGE = Pattern.compile("Basic realm=\"?([^\"]+)\"?");
  private static final int MAX_BYTES = 4096;

  private final Path directory;

  ArcKeyFile(Path directory) {
    this.directory = directory;
  }

  SecretText read(String challenge) {
    Matcher matcher = CHALLENGE.matcher(challenge.strip());
    if (!matcher.matches()) {
      throw new ClientException("the Arc agent named no key file");
    }
    try {
      Path file = Path.of(matcher.group(1).strip());
      check(file);
      String key = Files.readString(file.toRealPath(), StandardCharsets.UTF_8).strip();
      if (key.isEmpty() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
        throw new ClientException("the Arc agent's key file holds no key");
      }
      return SecretText.of(key);
    } catch (InvalidPathException e) {
      throw new ClientException("the Arc agent named no key file", e);
    } catch (IOException e) {
      throw new ClientException(
          "the Arc agent's key file cannot be read; the user must be in the agent's group (himds)",
          e);
    }
  }

  private void check(Path file) throws IOException {
    boolean named = file.isAbsolute() && file.toString().endsWith(".key");
    if (!named || !directory.toRealPath().equals(file.toRealPath().getParent())) {
      throw new ClientException("the Arc agent named a file that is not one of its keys");
    }
    if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
      throw new ClientException("the Arc agent's key file is not a small file");
    }
  }

  /** The agent's key directory on this operating system. */
  static Path usualDirectory(String programData) {
    return programData.isEmpty()
        ? Path.of("/var/opt/azcmagent/tokens")
        : Path.of(programData, "AzureConnectedMachineAgent", "Tokens");
  }
}
