package io.azimuth.adapters.storage.postgresql;

import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.SslMode;
import org.postgresql.ssl.NonValidatingFactory;
import org.postgresql.ssl.WrappedFactory;
import org.postgresql.util.PSQLException;

/**
 * TLS of one connection, which the driver makes by the name of this class: it reads the PEM files
 * anew, so that replaced ones hold for new connections. The driver's own factory does not know all
 * forms of keys, and sends no certificate of the client where Java's authorities are trusted.
 */
public final class DatabaseTls extends WrappedFactory {

  /**
   * For the driver.
   *
   * @param info the properties of the connection
   */
  public DatabaseTls(Properties info) throws GeneralSecurityException, PSQLException {
    TlsMaterial material = TlsMaterial.of(info);
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager[] trusted =
        isVerifying(info)
            ? material.trusted()
            : new TrustManager[] {new NonValidatingFactory.NonValidatingTM()};
    context.init(material.own(), trusted, null);
    factory = context.getSocketFactory();
  }

  // As PostgreSQL's own tools: an authority that is named is checked.
  private static boolean isVerifying(Properties info) throws PSQLException {
    SslMode mode = SslMode.of(info);
    return mode.verifyCertificate()
        || (mode == SslMode.REQUIRE && PGProperty.SSL_ROOT_CERT.getOrDefault(info) != null);
  }
}
