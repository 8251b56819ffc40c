package io.azimuth.adapters.azure.pipeline;

import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.HttpPipelinePolicy;
import io.azimuth.domain.text.AsciiCase;
import java.net.URI;
import java.net.URL;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Lets calls go to the hosts and ports of one service over https and nowhere else: links in an
 * answer may point anywhere, and the token goes with the call (CVE-2020-16250).
 */
public final class AllowedHostPolicy implements HttpPipelinePolicy {

  private final List<URI> hosts;

  public AllowedHostPolicy(URI host) {
    this(List.of(host));
  }

  public AllowedHostPolicy(List<URI> hosts) {
    this.hosts = List.copyOf(hosts);
  }

  @Override
  public Mono<HttpResponse> process(HttpPipelineCallContext call, HttpPipelineNextPolicy next) {
    return Mono.defer(
        () -> {
          if (!isThere(call.getHttpRequest().getUrl())) {
            return Mono.error(new UnusableAnswerException("the answer leads to another host"));
          }
          CallBudget.in(call).ifPresent(CallBudget::countCall);
          return next.process();
        });
  }

  private boolean isThere(URL url) {
    return "https".equals(url.getProtocol())
        && url.getUserInfo() == null
        && hosts.stream().anyMatch(host -> isThere(url, host));
  }

  private static boolean isThere(URL url, URI host) {
    return "https".equals(host.getScheme())
        && AsciiCase.equal(url.getHost(), host.getHost())
        && port(url.getPort()) == port(host.getPort());
  }

  private static int port(int given) {
    return given < 0 ? 443 : given;
  }
}
