package io.azimuth.adapters.azure.simulator.imds;

import io.azimuth.adapters.azure.simulator.files.SimulatorFiles;
import io.azimuth.adapters.azure.simulator.fleet.RandomText;
import io.azimuth.adapters.azure.simulator.http.SimulatorAnswer;
import io.azimuth.adapters.azure.simulator.http.SimulatorRequest;
import io.azimuth.domain.secret.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The challenge of the Arc agent: it names a file, and the caller sends the content of the file to
 * prove that it runs on the same machine. Each key is accepted once.
 */
public final class ArcChallenge {

  private static final int KEY_BYTES = 32;
  private static final int NAME_BYTES = 9;
  private static final int MAX_KEYS = 16;

  private final Optional<Path> directory;
  private final SecureRandom random;
  private final Map<Path, SecretText> keys = new LinkedHashMap<>();

  /** An agent with its keys below {@code arc} of the directory; without one there is none. */
  public ArcChallenge(Optional<Path> directory, SecureRandom random) {
    this.directory = directory.map(path -> path.toAbsolutePath().resolve("arc"));
    this.random = random;
  }

  boolean isThere() {
    return directory.isPresent();
  }

  /** The challenge, unless the request answers one. */
  Optional<SimulatorAnswer> challenge(SimulatorRequest request) {
    Optional<SecretText> shown =
        request
            .header("Authorization")
            .filter(text -> text.startsWith("Basic "))
            .map(text -> SecretText.of(text.substring("Basic ".length())));
    if (shown.isPresent() && redeem(shown.get())) {
      return Optional.empty();
    }
    return Optional.of(
        SimulatorAnswer.json(401, Map.of("error", "unauthorized"))
            .withHeader("WWW-Authenticate", "Basic realm=" + newKey()));
  }

  private synchronized boolean redeem(SecretText shown) {
    for (Iterator<Map.Entry<Path, SecretText>> all = keys.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Path, SecretText> one = all.next();
      if (one.getValue().equals(shown)) {
        all.remove();
        delete(one.getKey());
        return true;
      }
    }
    return false;
  }

  private synchronized Path newKey() {
    Path file = directory.orElseThrow().resolve(RandomText.base64Url(random, NAME_BYTES) + ".key");
    SecretText key = SecretText.of(RandomText.base64Url(random, KEY_BYTES));
    try {
      SimulatorFiles.writeSecret(file, key);
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be written", e);
    }
    keys.put(file, key);
    if (keys.size() > MAX_KEYS) {
      Path oldest = keys.keySet().iterator().next();
      keys.remove(oldest);
      delete(oldest);
    }
    return file;
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException("the key file cannot be deleted", e);
    }
  }
}
