package io.azimuth.bootstrap.agent.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForwardedHeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-encoding",
        "TE",
        "Host",
        "Forwarded",
        "X-Forwarded-For",
        "x-forwarded-client-cert",
        "X-Real-Ip",
        "Client-cert",
        "ssl-client-cert",
        "X-Client-Cert",
      })
  void keepsBackWhatAnotherHopSays(String name) {
    assertThat(forwarded(Map.of(name, List.of("1"), "Accept", List.of("a", "b"))))
        .isEqualTo(Map.of("Accept", "ab"));
  }

  @Test
  void keepsBackWhatConnectionNames() {
    assertThat(
            forwarded(
                Map.of(
                    "connection",
                    List.of("close, x-one", "X-Two"),
                    "X-One",
                    List.of("1"),
                    "X-two",
                    List.of("2"),
                    "X-Three",
                    List.of("3"))))
        .isEqualTo(Map.of("X-Three", "3"));
  }

  private static Map<String, String> forwarded(Map<String, List<String>> headers) {
    Map<String, String> sent = new TreeMap<>();
    ForwardedHeaders.each(
        headers, Set.of(), (name, value) -> sent.merge(name, value, String::concat));
    return sent;
  }
}
