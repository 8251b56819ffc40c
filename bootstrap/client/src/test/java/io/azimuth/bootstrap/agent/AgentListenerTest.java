package io.azimuth.bootstrap.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.bootstrap.agent.listener.AutoAuthToken;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the listener forwards, and what it answers itself. */
class AgentListenerTest extends AgentListenerFixture {

  @Test
  void addsTheTokenWhereTheCallerHasNone() throws Exception {
    listen(AutoAuthToken.WHEN_MISSING, false);

    HttpResponse<String> answer =
        ask("PUT", "/v1/a%2Fb/c?list=%20", "text", "X-Forwarded-For", "9.9.9.9");

    assertThat(answer.statusCode()).isEqualTo(418);
    assertThat(answer.body()).isEqualTo("PUT /v1/a%2Fb/c?list=%20 agents null text");
    assertThat(ask("LIST", "/v1/a", "", "X-Vault-Token", "own").body())
        .isEqualTo("LIST /v1/a own null ");
  }

  @Test
  void forceReplacesTheTokenAndNeverAddsNone() throws Exception {
    listen(AutoAuthToken.ALWAYS, false);
    assertThat(ask("GET", "/v1/a", "", "X-Vault-Token", "own").body()).contains(" agents ");
    listener.close();

    listen(AutoAuthToken.NEVER, false);
    assertThat(ask("GET", "/v1/a", "").body()).contains("GET /v1/a null");
  }

  @Test
  void refusesWhatItCannotForward() throws Exception {
    listen(AutoAuthToken.WHEN_MISSING, true);

    assertThat(ask("GET", "/v1/a", "").statusCode()).isEqualTo(412);
    assertThat(ask("GET", "/other", "", "X-Vault-Request", "true").statusCode()).isEqualTo(404);
    server.stop(0);
    HttpResponse<String> away = ask("GET", "/v1/a", "", "X-Vault-Request", "true");
    assertThat(away.statusCode()).isEqualTo(502);
    assertThat(away.body()).contains("nothing listens at http://127.0.0.1:");
    status.lost();
    HttpResponse<String> without = ask("GET", "/v1/a", "", "X-Vault-Request", "true");
    assertThat(without.statusCode()).isEqualTo(503);
    assertThat(without.headers().firstValue("Retry-After")).contains("1");
    assertThat(without.body()).isEqualTo("{\"errors\":[\"the agent has no valid token\"]}\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void breaksOffAnAnswerThatDoesNotEnd(int length) {
    longestAnswer = Duration.ofMillis(300);
    listen(AutoAuthToken.WHEN_MISSING, false);

    assertThatThrownBy(() -> ask("GET", "/v1/silent/" + length, ""))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void reportsThatTheServerRefusedTheTokenOfTheAgentOnly() throws Exception {
    listen(AutoAuthToken.WHEN_MISSING, false);

    assertThat(ask("GET", "/v1/refused", "", "X-Vault-Token", "own").statusCode()).isEqualTo(403);
    assertThat(ask("GET", "/v1/a", "").statusCode()).isEqualTo(418);
    assertThat(refusals).hasValue(0);
    assertThat(ask("GET", "/v1/refused", "").statusCode()).isEqualTo(403);
    assertThat(refusals).hasValue(1);
  }

  @Test
  void answersHealthAndQuit() throws Exception {
    listen(AutoAuthToken.NEVER, false);

    assertThat(ask("GET", "/agent/v1/health", "").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/agent/v1/metrics", "").body())
        .contains("\nazimuth_agent_logins_total 0\n");
    assertThat(ask("GET", "/agent/v1/quit", "").statusCode()).isEqualTo(405);
    assertThat(quit).isFalse();
    assertThat(ask("POST", "/agent/v1/quit", "").statusCode()).isEqualTo(200);
    status.lost();
    assertThat(ask("GET", "/agent/v1/health", "").statusCode()).isEqualTo(503);
  }

  @Test
  void saysWhyItCannotListenAndWhere() {
    listen(AutoAuthToken.NEVER, false);
    InetSocketAddress taken = listener.address();

    assertThatThrownBy(() -> open(taken, AutoAuthToken.NEVER, false))
        .isInstanceOf(AgentFailure.class)
        .hasMessage(
            "listener: cannot listen on 127.0.0.1:"
                + taken.getPort()
                + ": another process uses the port");
  }
}
