package io.azimuth.adapters.azure.transport;

import io.azimuth.adapters.azure.cloud.LocalKeys;
import io.azimuth.spi.verify.DocumentFetcher;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Reads the keys of clouds that have them in a file, and leaves all other documents to another. */
public final class LocalKeyFetcher implements DocumentFetcher {

  private final LocalKeys local;
  private final DocumentFetcher published;

  public LocalKeyFetcher(LocalKeys local, DocumentFetcher published) {
    this.local = local;
    this.published = published;
  }

  @Override
  public byte[] fetch(URI uri, String transport, Duration patience) {
    Optional<Path> file = local.file(transport, uri);
    return file.isPresent()
        ? LocalKeys.read(file.get())
        : published.fetch(uri, transport, patience);
  }
}
