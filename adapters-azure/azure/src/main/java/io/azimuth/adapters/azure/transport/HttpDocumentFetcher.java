package io.azimuth.adapters.azure.transport;

import io.azimuth.azure.metrics.AzureCallMetrics;
import io.azimuth.azure.metrics.AzureCallResult;
import io.azimuth.azure.metrics.AzureService;
import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Tracing;
import io.azimuth.spi.verify.DocumentFetcher;
import io.azimuth.spi.web.LimitedBytes;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Fetches documents over https with the JDK's client. One deadline covers the whole fetch. */
public final class HttpDocumentFetcher implements DocumentFetcher {

  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private final CloudHttpClients transports;
  private final ClockComparison clock;
  private final String userAgent;
  private final AzureCallMetrics calls;
  private final AzureService service;
  private final Tracing tracing;

  /**
   * Fetches with these clients.
   *
   * @param clock learns the dates of the answers
   * @param userAgent the value of the header {@code User-Agent}
   * @param calls counts the fetches
   * @param service the service as which they are counted
   * @param tracing begins the traces of fetches that no request asked for
   */
  public HttpDocumentFetcher(
      CloudHttpClients transports,
      ClockComparison clock,
      String userAgent,
      AzureCallMetrics calls,
      AzureService service,
      Tracing tracing) {
    this.transports = transports;
    this.clock = clock;
    this.userAgent = userAgent;
    this.calls = calls;
    this.service = service;
    this.tracing = tracing;
  }

  @Override
  public byte[] fetch(URI uri, String transport, Duration patience) {
    if (!"https".equals(uri.getScheme()) || uri.getHost() == null) {
      throw unusable(uri, "is no https address");
    }
    Instant sent = clock.now();
    HttpResponse<byte[]> response = counted(uri, transport, patience);
    clock.answered(uri, sent, response.headers().firstValue("Date"));
    int status = response.statusCode();
    if (status == OK) {
      return response.body();
    }
    if (status == TOO_MANY_REQUESTS || status >= SERVER_ERRORS) {
      throw unavailable(uri, "answered " + status);
    }
    throw unusable(uri, "answered " + status);
  }

  private HttpResponse<byte[]> counted(URI uri, String transport, Duration patience) {
    long start = System.nanoTime();
    try {
      HttpResponse<byte[]> response = traced(uri, transport, patience);
      calls.ended(
          service, AzureCallResult.ofStatus(response.statusCode(), retryAfter(response)), start);
      return response;
    } catch (ServiceException e) {
      calls.ended(service, AzureCallResult.of(outcome(e)), start);
      throw e;
    }
  }

  private static AzureCallResult.Outcome outcome(ServiceException fault) {
    return fault.code() == ErrorCode.IDENTITY_PROVIDER_UNUSABLE
        ? AzureCallResult.Outcome.FAILED
        : AzureCallResult.Outcome.UNAVAILABLE;
  }

  private static Duration retryAfter(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(Duration.ZERO);
  }

  private HttpResponse<byte[]> traced(URI uri, String transport, Duration patience) {
    CallSpan span = CallSpan.begin(tracing, CurrentSpan.get(), "GET", uri.getHost(), uri.getPort());
    try {
      HttpResponse<byte[]> response = send(uri, transport, patience, span);
      span.answered(response.statusCode());
      return response;
    } catch (ServiceException e) {
      span.failed(e.code().name());
      throw e;
    } finally {
      span.end();
    }
  }

  private HttpResponse<byte[]> send(URI uri, String transport, Duration patience, CallSpan span) {
    HttpRequest.Builder built =
        HttpRequest.newBuilder(uri)
            .header("User-Agent", userAgent)
            .header("Accept", "application/json");
    span.propagate(built::setHeader);
    HttpRequest request = built.build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        transports
            .of(transport)
            .sendAsync(
                request,
                head -> head.statusCode() == OK ? new CappedBody(MAX_BYTES) : new IgnoredBody());
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unavailable(uri, "did not answer within " + patience.toMillis() + " ms");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw unavailable(uri, "was not waited for: interrupted");
    } catch (ExecutionException e) {
      throw failed(uri, e);
    }
  }

  private static ServiceException failed(URI uri, ExecutionException thrown) {
    if (isCausedBy(thrown, LimitedBytes.TooMuchException.class)) {
      return unusable(uri, "sent more than " + MAX_BYTES + " bytes");
    }
    return new ServiceException(
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, uri + " " + how(uri, thrown), thrown);
  }

  private static String how(URI uri, ExecutionException thrown) {
    if (isCausedBy(thrown, SSLException.class)) {
      return "TLS failed: " + rootOf(thrown).getMessage();
    }
    if (isCausedBy(thrown, UnresolvedAddressException.class)
        || isCausedBy(thrown, UnknownHostException.class)) {
      return "cannot be reached: the name " + uri.getHost() + " is not known";
    }
    return isCausedBy(thrown, ConnectException.class)
        ? "cannot be reached: nothing listens there, or a proxy or firewall refuses"
        : "cannot be reached: the connection broke";
  }

  private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static ServiceException unavailable(URI uri, String what) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, uri + " " + what);
  }

  private static ServiceException unusable(URI uri, String what) {
    return new ServiceException(ErrorCode.IDENTITY_PROVIDER_UNUSABLE, uri + " " + what);
  }
}
