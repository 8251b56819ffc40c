package io.azimuth.spi.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutePatternTest {

  @Test
  void literalsMatchThemselvesOnly() {
    assertThat(match("config", "config")).contains(Map.of());
    assertThat(match("config", "Config")).isEmpty();
    assertThat(match("config", "config2")).isEmpty();
    assertThat(match("config", "config/x")).isEmpty();
    assertThat(match("config", "")).isEmpty();
  }

  @Test
  void aCaptureIsOneWholeSegment() {
    assertThat(match("role/:name", "role/web")).contains(Map.of("name", "web"));
    assertThat(match("role/:name", "role/web;x=1")).contains(Map.of("name", "web;x=1"));
    assertThat(match("role/:name", "role")).isEmpty();
    assertThat(match("role/:name", "role/a/b")).isEmpty();
  }

  @Test
  void aRestIsOneOrMoreSegments() {
    assertThat(match("auth/:path*", "auth/a")).contains(Map.of("path", "a"));
    assertThat(match("auth/:path*", "auth/a/b/c")).contains(Map.of("path", "a/b/c"));
    assertThat(match("auth/:path*", "auth")).isEmpty();
    assertThat(match("auth/:path*", "auth/")).isEmpty();
  }

  @Test
  void aRestLeavesWhatFollowsIt() {
    assertThat(match("auth/:path*/tune", "auth/a/b/tune")).contains(Map.of("path", "a/b"));
    assertThat(match("auth/:path*/tune", "auth/tune")).isEmpty();
    assertThat(match("auth/:path*/tune", "auth/tune/tune")).contains(Map.of("path", "tune"));
    assertThat(match("auth/:path*/tune/:key", "auth/a/tune/k"))
        .contains(Map.of("path", "a", "key", "k"));
  }

  @Test
  void oneSlashAtTheEndDoesNotMatter() {
    assertThat(match("role/:name", "role/web/")).contains(Map.of("name", "web"));
    assertThat(match("role", "role/")).isPresent();
    assertThat(match("role", "role//")).isEmpty();
    assertThat(match("", "")).isPresent();
    assertThat(match("", "/")).isPresent();
  }

  private static Optional<Map<String, String>> match(String pattern, String path) {
    return RoutePattern.of(pattern).match(path);
  }
}
