package io.azimuth.adapters.azure.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What an operator reads of a call that failed without an answer; no message of a library. */
public final class FailureWords {

  private FailureWords() {}

  /** A phrase that goes on after a colon. */
  public static String of(Throwable thrown) {
    if (CauseChain.has(thrown, UnresolvedAddressException.class)
        || CauseChain.has(thrown, UnknownHostException.class)) {
      return "the name of the host is not known";
    }
    if (CauseChain.has(thrown, HttpTimeoutException.class)
        || CauseChain.has(thrown, TimeoutException.class)) {
      return "no answer in time";
    }
    if (CauseChain.has(thrown, ConnectException.class)) {
      return "nothing listens there, or a proxy or firewall refuses";
    }
    if (CauseChain.has(thrown, SSLException.class)) {
      return "TLS failed: the certificate there is not trusted, or a proxy replaces it";
    }
    if (CauseChain.has(thrown, JsonProcessingException.class)) {
      return "the answer cannot be read";
    }
    return CauseChain.has(thrown, IOException.class)
        ? "the connection broke"
        : "an unexpected fault; azure_log_level shows the calls";
  }
}
