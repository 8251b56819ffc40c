package io.azimuth.adapters.azure.transport;

import io.azimuth.spi.InvalidSettingsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Trusts the certificate authorities of a file, and no others. */
final class TrustedAuthorities {

  private static final String KEY = "ca_cert_file";

  private TrustedAuthorities() {}

  /**
   * A TLS context that trusts the authorities of this file.
   *
   * @throws InvalidSettingsException when the file holds no certificates
   */
  static SSLContext of(Path pemFile) {
    try {
      return context(read(pemFile));
    } catch (IOException e) {
      throw new InvalidSettingsException(KEY, "cannot be read");
    } catch (GeneralSecurityException e) {
      throw new InvalidSettingsException(KEY, "is not a list of PEM certificates");
    }
  }

  private static Collection<? extends Certificate> read(Path pemFile)
      throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(pemFile)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      if (certificates.isEmpty()) {
        throw new InvalidSettingsException(KEY, "holds no certificate");
      }
      return certificates;
    }
  }

  private static SSLContext context(Collection<? extends Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int index = 0;
    for (Certificate certificate : certificates) {
      store.setCertificateEntry("authority-" + index, certificate);
      index++;
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
