package io.azimuth.adapters.http.tls;

/** A TLS file is unusable. The message names the file and never quotes its content. */
public final class TlsFileException extends Exception {

  private static final long serialVersionUID = 1L;

  TlsFileException(String message) {
    super(message);
  }

  TlsFileException(String message, Throwable cause) {
    super(message, cause);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
