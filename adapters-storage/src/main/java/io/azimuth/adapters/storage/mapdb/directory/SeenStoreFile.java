package io.azimuth.adapters.storage.mapdb.directory;

import io.azimuth.application.port.seal.SeenStore;
import io.azimuth.application.port.seal.StoreFingerprint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fingerprint of the store that was opened last, in a file beside the files of a store. It
 * stays when a store is restored, moved here or replaced file by file; who replaces the whole
 * directory replaces it, too.
 */
public final class SeenStoreFile implements SeenStore {

  static final String NAME = "seen-store";

  private static final Logger LOG = LoggerFactory.getLogger(SeenStoreFile.class);
  private static final int MOST_BYTES = 256;

  private final Path file;

  private SeenStoreFile(Path file) {
    this.file = file;
  }

  /** The file of this directory, which exists by the time that a store is opened. */
  public static SeenStoreFile in(Path directory) {
    return new SeenStoreFile(directory.resolve(NAME));
  }

  @Override
  public Optional<StoreFingerprint> last() {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      Optional<StoreFingerprint> last =
          Files.size(file) > MOST_BYTES
              ? Optional.empty()
              : StoreFingerprint.parse(
                  new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).strip());
      if (last.isEmpty()) {
        LOG.warn("{} has no fingerprint of a store, and is written anew", file);
      }
      return last;
    } catch (IOException e) {
      LOG.warn("which store this machine opened last cannot be read from {}", file, e);
      return Optional.empty();
    }
  }

  @Override
  public void remember(StoreFingerprint store) {
    Path next = file.resolveSibling(NAME + ".new");
    try {
      Files.deleteIfExists(next);
      PrivateFiles.createFile(next);
      Files.writeString(next, store.hex() + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("which store this machine opened last cannot be written to {}", file, e);
    }
  }
}
