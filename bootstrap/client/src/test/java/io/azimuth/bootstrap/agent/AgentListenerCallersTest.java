package io.azimuth.bootstrap.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.bootstrap.agent.listener.AutoAuthToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of another site has no use of the listener, whatever name it gives to 127.0.0.1. */
class AgentListenerCallersTest extends AgentListenerFixture {

  @BeforeEach
  void listen() {
    listen(AutoAuthToken.WHEN_MISSING, false);
  }

  private int with(String headers) throws Exception {
    return statusOf("GET /v1/a HTTP/1.1\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: LocalHost:8100",
        "Host: 127.0.0.1:8100",
        "Host: 127.9.9.9",
        "Host: [::1]",
        "Host: [::1]:8100",
        "Host: localhost|Origin: http://localhost:3000",
        "Host: localhost|Origin: https://[::1]",
        "Host: localhost|Origin: http://localhost:3000|Sec-Fetch-Site: cross-site",
        "Host: localhost|Sec-Fetch-Site: none",
        "Host: localhost|Sec-Fetch-Site: same-origin",
      })
  void takesCallersOfThisMachine(String headers) throws Exception {
    assertThat(with(headers)).isEqualTo(418);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Accept: */*",
        "Host:",
        "Host: evil.example",
        "Host: evil.example:8100",
        "Host: 10.0.0.1",
        "Host: 127.0.0.1.evil.example",
        "Host: localhost@evil.example",
        "Host: [::2]:8100",
        "Host: localhost|Host: evil.example",
        "Host: localhost|Origin: https://evil.example",
        "Host: localhost|Origin: http://localhost.evil.example:8100",
        "Host: localhost|Origin: null",
        "Host: localhost|Origin: http://localhost|Origin: http://evil.example",
        "Host: localhost|Sec-Fetch-Site: cross-site",
        "Host: localhost|Sec-Fetch-Site: none|Sec-Fetch-Site: Cross-Site",
      })
  void refusesAllOthers(String headers) throws Exception {
    assertThat(with(headers)).isEqualTo(403);
    assertThat(forwarded).hasValue(0);
  }

  @Test
  void refusesThemWhatTheAgentAnswersItself() throws Exception {
    assertThat(statusOf("POST /agent/v1/quit HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .isEqualTo(403);
    assertThat(quit).isFalse();
  }

  @Test
  void refusesATargetWithAHost() throws Exception {
    assertThat(statusOf("GET http://evil.example/v1/a HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .isEqualTo(400);
    assertThat(statusOf("GET //evil.example/v1/a HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .isEqualTo(400);
  }
}
