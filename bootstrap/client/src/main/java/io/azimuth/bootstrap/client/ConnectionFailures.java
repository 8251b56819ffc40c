package io.azimuth.bootstrap.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Explains why the connection to a server failed, and what to do about it. */
final class ConnectionFailures {

  private ConnectionFailures() {}

  static String sentence(URI uri, IOException failure) {
    String server = uri.getScheme() + "://" + uri.getRawAuthority();
    if (failure instanceof HttpConnectTimeoutException) {
      return server + " does not answer: no connection within the time allowed";
    }
    if (failure instanceof HttpTimeoutException) {
      return server + " did not answer within the time allowed";
    }
    if (failure instanceof SSLException) {
      return tls(server, failure);
    }
    if (failure instanceof ConnectException) {
      return hasCause(failure, UnresolvedAddressException.class)
              || hasCause(failure, UnknownHostException.class)
          ? "the name " + uri.getHost() + " is not known"
          : "nothing listens at " + server;
    }
    String hint =
        "http".equals(uri.getScheme())
            ? "; if it speaks TLS, the address begins with https://"
            : "";
    return "the connection to " + server + " broke before the answer was there" + hint;
  }

  private static String tls(String server, IOException failure) {
    if (says(failure, "unrecognized SSL message") || says(failure, "plaintext connection")) {
      return server
          + " does not speak TLS; if plain HTTP is meant, the address begins with http://";
    }
    Optional<String> outOfTime = outOfTime(server, failure);
    if (outOfTime.isPresent()) {
      return outOfTime.get();
    }
    if (says(failure, "Received fatal alert") && says(failure, "certificate")) {
      return server
          + " does not take the certificate of this client, or demands one; --client-cert names one";
    }
    if (hasCause(failure, CertificateException.class) || says(failure, "certificate")) {
      return "the certificate of "
          + server
          + " is not trusted, or not for that name; VAULT_CACERT names a file of authorities";
    }
    return "no TLS connection to " + server + " could be made";
  }

  // The certificate may also be one of its issuers'.
  private static Optional<String> outOfTime(String server, IOException failure) {
    if (hasCause(failure, CertificateExpiredException.class)) {
      return Optional.of(
          "the certificate of " + server + " has expired; its operator must replace it");
    }
    if (hasCause(failure, CertificateNotYetValidException.class)) {
      return Optional.of(
          "the certificate of " + server + " is not valid yet; check the clock of this machine");
    }
    return Optional.empty();
  }

  // The JDK distinguishes these cases only in the texts of its exceptions.
  private static boolean says(Throwable failure, String words) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (String.valueOf(cause.getMessage()).contains(words)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
