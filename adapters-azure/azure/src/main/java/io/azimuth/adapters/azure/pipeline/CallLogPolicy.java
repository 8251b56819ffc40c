package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpHeader;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.azure.port.DirectoryAccess.CallLog;
import io.azimuth.domain.text.AsciiCase;
import java.net.URL;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Logs each try as the mount wishes. Ours and not the SDK's: that one takes its level from the
 * environment, can print bodies, and logs sign-ins under a name that no filter finds.
 */
public final class CallLogPolicy implements HttpPipelinePolicy {

  /** The name under which calls are logged, at level info. */
  public static final String LOGGER = "io.azimuth.azure.calls";

  private static final Logger log = LoggerFactory.getLogger(LOGGER);

  /** Of all others only the name is logged. */
  private static final Set<String> SHOWN_PARAMETERS = Set.of("api-version", "$expand", "$select");

  private static final Set<String> SHOWN_HEADERS =
      Set.of(
          "accept",
          "client-request-id",
          "content-length",
          "content-type",
          "date",
          "metadata",
          "request-id",
          "retry-after",
          "retry-after-ms",
          "user-agent",
          "x-ms-client-request-id",
          "x-ms-correlation-request-id",
          "x-ms-ratelimit-remaining-resource",
          "x-ms-ratelimit-remaining-subscription-reads",
          "x-ms-request-id",
          "x-ms-retry-after-ms",
          "x-ms-routing-request-id");

  private final CallLog level;

  public CallLogPolicy(CallLog level) {
    this.level = level;
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    if (level == CallLog.NONE) {
      return next.process();
    }
    HttpRequest request = call.getHttpRequest();
    long start = System.nanoTime();
    return next.process()
        .doOnNext(response -> answered(request, response, start))
        .doOnError(thrown -> failed(request, thrown, start));
  }

  private void answered(HttpRequest request, HttpResponse response, long start) {
    log.info(
        "call to Azure answered, method={}, url={}, status={}, duration_ms={}{}",
        request.getHttpMethod(),
        withoutSecrets(request.getUrl()),
        response.getStatusCode(),
        since(start),
        level == CallLog.HEADERS
            ? "; sent " + shown(request.getHeaders()) + "; got " + shown(response.getHeaders())
            : "");
  }

  private void failed(HttpRequest request, Throwable thrown, long start) {
    log.info(
        "call to Azure failed, method={}, url={}, duration_ms={}: {}{}",
        request.getHttpMethod(),
        withoutSecrets(request.getUrl()),
        since(start),
        CauseChain.rootName(thrown),
        level == CallLog.HEADERS ? "; sent " + shown(request.getHeaders()) : "");
  }

  public static String withoutSecrets(URL url) {
    String address = url.getProtocol() + "://" + url.getAuthority() + url.getPath();
    if (url.getQuery() == null) {
      return address;
    }
    return address
        + Stream.of(url.getQuery().split("&", -1))
            .map(CallLogPolicy::withoutValue)
            .collect(Collectors.joining("&", "?", ""));
  }

  private static String withoutValue(String parameter) {
    String name = parameter.split("=", 2)[0];
    return SHOWN_PARAMETERS.contains(name) ? parameter : name + "=...";
  }

  private static String shown(HttpHeaders headers) {
    return headers.stream()
        .filter(header -> SHOWN_HEADERS.contains(AsciiCase.fold(header.getName())))
        .map(HttpHeader::toString)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static long since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
