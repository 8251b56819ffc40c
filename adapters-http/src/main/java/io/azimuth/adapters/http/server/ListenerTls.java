package io.azimuth.adapters.http.server;

import io.azimuth.adapters.http.tls.LoadedTls;
import io.azimuth.adapters.http.tls.TlsConfig;
import io.azimuth.adapters.http.tls.TlsFileException;
import io.azimuth.adapters.http.tls.TlsReload;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.OptionMap;
import org.xnio.Xnio;

/**
 * The TLS of one listener, which follows its files. Not safe for use by several threads at once.
 */
final class ListenerTls {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerTls.class);

  private final TlsReload files;
  private final UndertowXnioSsl ssl;
  private final CertificateExpiryWarning expiryWarning = new CertificateExpiryWarning();

  private ListenerTls(TlsReload files, UndertowXnioSsl ssl) {
    this.files = files;
    this.ssl = ssl;
  }

  /**
   * Reads the files.
   *
   * @throws IOException naming the file that is unusable
   */
  static ListenerTls open(Xnio xnio, TlsConfig config) throws IOException {
    try {
      TlsReload files = TlsReload.open(config);
      return new ListenerTls(
          files, new UndertowXnioSsl(xnio, OptionMap.EMPTY, files.current().context()));
    } catch (TlsFileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** What makes the connections. */
  UndertowXnioSsl ssl() {
    return ssl;
  }

  /** The implementation, as it is called in the log. */
  String engine() {
    return files.current().engine();
  }

  /** When the certificate in use expires. */
  Instant end() {
    return files.current().end();
  }

  /**
   * Reads the files again. If they are unusable, the current ones stay in use.
   *
   * @return what is wrong with the files, if they are unusable
   */
  Optional<String> reload(String listener) {
    try {
      use(files.reload(), listener);
      return Optional.empty();
    } catch (TlsFileException e) {
      return Optional.of(tell(e, listener));
    }
  }

  /**
   * Uses the files if they changed, and warns before the certificate expires. If the files are
   * unusable, the current ones stay in use.
   */
  void watch(String listener, Instant now) {
    try {
      files.poll().ifPresent(loaded -> use(loaded, listener));
    } catch (TlsFileException e) {
      String unused = tell(e, listener);
    }
    expiryWarning.check(listener, end(), now);
  }

  private void use(LoadedTls loaded, String listener) {
    ssl.updateSSLContext(loaded.context());
    LOG.info("TLS files of {} read again, the certificate ends {}", listener, loaded.end());
  }

  private static String tell(TlsFileException problem, String listener) {
    String sentence = "TLS files of " + listener + " stay as they were: " + problem.getMessage();
    LOG.error(sentence);
    return sentence;
  }
}
