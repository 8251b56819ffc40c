package io.azimuth.adapters.web;

import io.azimuth.domain.error.ErrorCode;
import io.azimuth.domain.error.ServiceException;
import io.azimuth.domain.secret.SecretBytes;
import io.azimuth.spi.remote.LruCache;
import io.azimuth.spi.trace.CurrentSpan;
import io.azimuth.spi.trace.Span;
import io.azimuth.spi.trace.SpanKind;
import io.azimuth.spi.web.LimitedBytes;
import io.azimuth.spi.web.TrustedCertificates;
import io.azimuth.spi.web.WebAnswer;
import io.azimuth.spi.web.WebClient;
import io.azimuth.spi.web.WebRequest;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * The JDK's client. There is one for each set of trusted certificates, made at first use, because
 * it starts a thread.
 */
final class JdkWebClient implements WebClient {

  /** The most calls at a time; further ones fail at once. */
  private static final int MAX_CALLS = 128;

  private static final int MAX_CLIENTS = 64;
  private static final int ERRORS = 400;
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);
  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  private final ProxySelector proxy;
  private final String userAgent;
  private final LruCache<Optional<TrustedCertificates>, HttpClient> clients =
      new LruCache<>(MAX_CLIENTS);
  private final Semaphore calls;

  JdkWebClient(ProxySelector proxy, String userAgent) {
    this(proxy, userAgent, MAX_CALLS);
  }

  JdkWebClient(ProxySelector proxy, String userAgent, int maxCalls) {
    this.proxy = proxy;
    this.userAgent = userAgent;
    this.calls = new Semaphore(maxCalls);
  }

  @Override
  public CompletableFuture<WebAnswer> send(WebRequest request, Duration patience) {
    if (!calls.tryAcquire()) {
      return CompletableFuture.failedFuture(
          new ServiceException(
              ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, "too many calls are under way"));
    }
    Span span = begin(request);
    CompletableFuture<HttpResponse<byte[]>> call;
    try {
      call =
          clients
              .get(request.trusted(), this::client)
              .sendAsync(sent(request, span), head -> body(request));
    } catch (RuntimeException e) {
      calls.release();
      span.end();
      return CompletableFuture.failedFuture(unavailable(request, "cannot be called", e));
    }
    Duration time = patience.compareTo(MAX_PATIENCE) > 0 ? MAX_PATIENCE : patience;
    CompletableFuture<WebAnswer> answer = new CompletableFuture<>();
    var unused =
        call.copy()
            .orTimeout(time.toNanos(), TimeUnit.NANOSECONDS)
            .whenComplete(
                (response, thrown) -> {
                  calls.release();
                  end(span, response, thrown);
                  if (thrown == null) {
                    answer.complete(answerOf(response));
                  } else {
                    call.cancel(true);
                    answer.completeExceptionally(failed(request, time, thrown));
                  }
                });
    return answer;
  }

  private HttpClient client(Optional<TrustedCertificates> trusted) {
    SSLParameters modern = new SSLParameters();
    modern.setProtocols(PROTOCOLS);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIME)
            .proxy(proxy)
            .sslParameters(modern);
    trusted.map(TrustContexts::of).ifPresent(builder::sslContext);
    return builder.build();
  }

  private HttpRequest sent(WebRequest request, Span span) {
    HttpRequest.Builder built =
        HttpRequest.newBuilder(request.address().uri()).setHeader("User-Agent", userAgent);
    span.propagate(built::setHeader);
    request.headers().forEach((name, value) -> built.setHeader(name, value.expose()));
    BodyPublisher body =
        request.method() == WebRequest.Method.GET
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(request.body().expose());
    return built.method(request.method().name(), body).build();
  }

  private static LimitedBody body(WebRequest request) {
    return new LimitedBody(request.maxAnswerBytes());
  }

  // The host and not the path, which may name people.
  private static Span begin(WebRequest request) {
    Span span = CurrentSpan.get().child(SpanKind.CLIENT, request.method().name());
    if (span.isRecorded()) {
      String host = request.address().uri().getHost();
      span.detail(host);
      span.put("http.request.method", request.method().name()).put("server.address", host);
    }
    return span;
  }

  private static void end(Span span, HttpResponse<byte[]> response, Throwable thrown) {
    if (thrown != null) {
      span.fail(ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE.name());
    } else {
      span.put("http.response.status_code", response.statusCode());
      if (response.statusCode() >= ERRORS) {
        span.fail(String.valueOf(response.statusCode()));
      }
    }
    span.end();
  }

  private static WebAnswer answerOf(HttpResponse<byte[]> response) {
    Map<String, String> kept = new HashMap<>();
    WebAnswer.KEPT.forEach(
        name -> response.headers().firstValue(name).ifPresent(value -> kept.put(name, value)));
    return new WebAnswer(response.statusCode(), kept, SecretBytes.taking(response.body()));
  }

  private static ServiceException failed(WebRequest request, Duration time, Throwable thrown) {
    if (isCausedBy(thrown, LimitedBytes.TooMuchException.class)) {
      return new ServiceException(
          ErrorCode.IDENTITY_PROVIDER_UNUSABLE,
          request.address() + " sent more than " + request.maxAnswerBytes() + " bytes");
    }
    return unavailable(request, how(time, thrown), thrown);
  }

  private static String how(Duration time, Throwable thrown) {
    if (isCausedBy(thrown, TimeoutException.class)) {
      return "did not answer within " + time.toMillis() + " ms";
    }
    if (isCausedBy(thrown, SSLException.class)) {
      return "TLS failed: the certificate is not trusted or does not fit the name";
    }
    if (isCausedBy(thrown, UnresolvedAddressException.class)
        || isCausedBy(thrown, UnknownHostException.class)) {
      return "cannot be reached: the name is not known";
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

  private static ServiceException unavailable(WebRequest request, String what, Throwable thrown) {
    return new ServiceException(
        ErrorCode.IDENTITY_PROVIDER_UNAVAILABLE, request.address() + " " + what, thrown);
  }
}
