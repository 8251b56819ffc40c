package io.azimuth.adapters.http.tls;

import java.net.Socket;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Lets a client show any certificate, one that it made itself included. The certificate names a
 * key, whose possession the handshake proves, and nothing else: no name in it is believed. Keys
 * whose signatures cost much to verify are refused, because anybody can send one.
 */
final class AnyClient extends X509ExtendedTrustManager {

  private static final int MOST_RSA_BITS = 8_192;
  private static final int MOST_EXPONENT_BITS = 32;

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    if (!isCheap(chain[0].getPublicKey())) {
      throw new CertificateException("the key of the certificate is not of a kind that is taken");
    }
  }

  private static boolean isCheap(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return rsa.getModulus().bitLength() <= MOST_RSA_BITS
          && rsa.getPublicExponent().bitLength() <= MOST_EXPONENT_BITS;
    }
    return key instanceof ECPublicKey;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw new CertificateException("this is a server");
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(
      X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, authType);
  }

  /** None, so that clients are not told to choose by issuer. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
