package io.azimuth.adapters.http.tls;

import java.util.Optional;

/**
 * Follows the files of a listener. They count together: while the key is not that of the
 * certificate, because only one of them is replaced yet, the ones in use stay. Not safe for use by
 * several threads at once.
 */
public final class TlsReload {

  private final TlsConfig config;
  private LoadedTls current;
  private String seen;
  private String reported = "";

  private TlsReload(TlsConfig config, LoadedTls current) {
    this.config = config;
    this.current = current;
    this.seen = current.fingerprint();
  }

  /**
   * Reads the files for the first time.
   *
   * @throws TlsFileException naming the file that is unusable
   */
  public static TlsReload open(TlsConfig config) throws TlsFileException {
    return new TlsReload(config, TlsFiles.load(config));
  }

  /** What is in use. */
  public LoadedTls current() {
    return current;
  }

  /**
   * Reads the files again, changed or not.
   *
   * @throws TlsFileException naming the file that is unusable; what is in use stays
   */
  public LoadedTls reload() throws TlsFileException {
    current = TlsFiles.load(config);
    seen = current.fingerprint();
    return current;
  }

  /**
   * Reads the files and uses them if they changed.
   *
   * @return what is in use from now on; empty if that did not change
   * @throws TlsFileException if the files are unusable and were so, with the same content, when
   *     they were looked at before; once for each content
   */
  public Optional<LoadedTls> poll() throws TlsFileException {
    String fingerprint = "";
    try {
      TlsContents contents = TlsContents.read(config);
      fingerprint = contents.fingerprint();
      if (fingerprint.equals(current.fingerprint())) {
        seen = fingerprint;
        return Optional.empty();
      }
      current = TlsFiles.load(config, contents);
      seen = fingerprint;
      return Optional.of(current);
    } catch (TlsFileException e) {
      // The first time it may be that the files are being replaced at this moment.
      boolean twice = fingerprint.equals(seen);
      seen = fingerprint;
      if (twice && !(fingerprint + e.getMessage()).equals(reported)) {
        reported = fingerprint + e.getMessage();
        throw e;
      }
      return Optional.empty();
    }
  }
}
