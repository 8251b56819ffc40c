package io.azimuth.application.gateway;

import io.azimuth.domain.mount.Mount;
import io.azimuth.spi.route.Route;
import io.azimuth.spi.trace.Span;
import java.util.Optional;

/**
 * Adds the route that serves a request to its trace. The path itself is left out: it may contain a
 * token, or the name of a secret.
 */
final class RouteInTrace {

  private RouteInTrace() {}

  static void tell(Span span, ResolvedRoute resolved) {
    if (!span.isRecorded()) {
      return;
    }
    Optional<Mount> mount = resolved.mount();
    mount.ifPresent(
        it -> span.put("azimuth.mount", it.path().text()).put("azimuth.mount_type", it.type()));
    resolved.found().ifPresent(it -> tell(span, it.mount().path().text(), it.route()));
  }

  static void tell(Span span, String mount, Route route) {
    if (span.isRecorded()) {
      String pattern = "/v1/" + mount + route.pattern().template();
      span.put("http.route", pattern).detail(pattern);
    }
  }
}
