package io.azimuth.adapters.http.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of the files of a listener, read once, so that what is used is what was compared. Not a
 * record: one of the files is a key.
 */
final class TlsContents {

  private static final int LARGEST = 1024 * 1024;

  private final List<byte[]> files;

  private TlsContents(List<byte[]> files) {
    this.files = List.copyOf(files);
  }

  /**
   * Reads all files of a listener.
   *
   * @throws TlsFileException naming the file that cannot be read
   */
  static TlsContents read(TlsConfig config) throws TlsFileException {
    List<byte[]> files = new ArrayList<>();
    files.add(bytes(config.certFile()));
    files.add(bytes(config.keyFile()));
    if (config.clientCaFile().isPresent()) {
      files.add(bytes(config.clientCaFile().get()));
    }
    return new TlsContents(files);
  }

  private static byte[] bytes(Path file) throws TlsFileException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new TlsFileException(file + " is too large for a PEM file");
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new TlsFileException(file + " cannot be read", e);
    }
  }

  byte[] certificates() {
    return files.get(0);
  }

  byte[] key() {
    return files.get(1);
  }

  Optional<byte[]> clientAuthorities() {
    return files.size() > 2 ? Optional.of(files.get(2)) : Optional.empty();
  }

  /** Differs when any of the files differs. */
  String fingerprint() {
    try {
      MessageDigest whole = MessageDigest.getInstance("SHA-256");
      for (byte[] file : files) {
        whole.update(MessageDigest.getInstance("SHA-256").digest(file));
      }
      return HexFormat.of().formatHex(whole.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
