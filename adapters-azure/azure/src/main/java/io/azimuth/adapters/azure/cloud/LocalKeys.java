package io.azimuth.adapters.azure.cloud;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.text.AsciiCase;
import io.azimuth.spi.verify.DocumentFetcher;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The clouds whose keys are in a file of this machine, for a site that cannot reach the sign-in
 * service. Only the configuration names such files; a document never can, because its addresses
 * must be of https.
 */
public final class LocalKeys {

  /** All keys are published. */
  public static final LocalKeys NONE = new LocalKeys(Map.of());

  private final Map<String, KeysFile> byCloud = new HashMap<>();

  private record KeysFile(Path path, URI address) {}

  /** The files by the name of the cloud. */
  public LocalKeys(Map<String, Path> files) {
    files.forEach(
        (cloud, file) ->
            byCloud.put(
                AsciiCase.fold(cloud),
                new KeysFile(file.toAbsolutePath(), file.toAbsolutePath().toUri())));
  }

  /** The address of the file of that cloud, letter case ignored. */
  public Optional<URI> of(String cloud) {
    return Optional.ofNullable(byCloud.get(AsciiCase.fold(cloud))).map(KeysFile::address);
  }

  /** The file of that cloud, if it has this address. */
  public Optional<Path> file(String cloud, URI address) {
    return Optional.ofNullable(byCloud.get(AsciiCase.fold(cloud)))
        .filter(own -> own.address().equals(address))
        .map(KeysFile::path);
  }

  /**
   * The content of a file of keys. Blocks.
   *
   * @throws ServiceException with {@code IDENTITY_PROVIDER_UNAVAILABLE} when it cannot be read,
   *     with {@code IDENTITY_PROVIDER_UNUSABLE} when it is larger than {@link
   *     DocumentFetcher#MAX_BYTES}
   */
  public static byte[] read(Path file) {
    if (!Files.isRegularFile(file)) { // a pipe would keep this thread
      throw unavailable(file + " is not a file");
    }
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(DocumentFetcher.MAX_BYTES + 1);
    } catch (IOException e) {
      throw unavailable(file + " cannot be read: " + e.getClass().getSimpleName());
    }
    if (content.length > DocumentFetcher.MAX_BYTES) {
      throw new ServiceException(
          ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
          file + " has more than " + DocumentFetcher.MAX_BYTES + " bytes");
    }
    return content;
  }

  private static ServiceException unavailable(String detail) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, detail);
  }
}
