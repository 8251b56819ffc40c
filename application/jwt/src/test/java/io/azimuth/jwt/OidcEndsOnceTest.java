package io.azimuth.jwt;

import static io.azimuth.testkit.RefusedAnswers.denied;
import static io.azimuth.testkit.RefusedAnswers.invalid;
import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.envelope;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.mount.MountMaintenance;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Auth;
import io.azimuth.spi.api.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A login with a browser ends once, where it began, by whom it began, and in time. */
class OidcEndsOnceTest extends OidcMountFixture {

  @Test
  void aLoginEndsOnce() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    String state = query.get("state");

    assertThat(clientToken(end(state))).isNotEmpty();
    assertThat(denied(end(state))).contains("[state_unknown]");
    assertThat(denied(end("1".repeat(53)))).contains("[state_unknown]");
    assertThat(denied(end("x"))).contains("[state_unknown]");
    assertThat(invalid(server.read("", END, Map.of("code", "c0de")))).isEqualTo("missing state");
  }

  @Test
  void ofTwoThatEndALoginAtOnceOneGetsAToken() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    List<Answer> inBetween = new ArrayList<>();
    server
        .web()
        .answer(
            address("https://idp.example/token"),
            request -> {
              if (inBetween.isEmpty()) {
                inBetween.add(new Answer.Empty());
                server.clock().advance(Duration.ofSeconds(1));
                inBetween.set(0, end(query.get("state")));
              }
              return json(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
            });

    Answer late = end(query.get("state"));

    assertThat(clientToken(inBetween.get(0))).isNotEmpty();
    assertThat(denied(late)).contains("[state_unknown]");
  }

  @Test
  void aSecondReturnWithinASecondDoesNotEndTheLogin() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    List<Answer> second = new ArrayList<>();
    server
        .web()
        .answer(
            address("https://idp.example/token"),
            request -> {
              second.add(end(query.get("state")));
              return json(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
            });
    int requests = server.web().received().size();

    Answer first = end(query.get("state"));

    assertThat(clientToken(first)).isNotEmpty();
    assertThat(second).hasSize(1);
    assertThat(invalid(second.get(0))).isEqualTo("slow_down");
    assertThat(tokenRequests(requests)).isEqualTo(1);
  }

  @Test
  void aRequestThatRunsAgainDoesNotWaitForItself() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    server
        .web()
        .answer(
            address("https://idp.example/token"),
            request -> {
              role(Map.of("token_ttl", "2h"));
              return json(200, "{\"id_token\": \"" + ID_TOKEN + "\"}");
            });

    Auth auth = envelope(end(query.get("state"))).auth().orElseThrow();

    assertThat(auth.lease()).isEqualTo(Duration.ofHours(2));
  }

  private long tokenRequests(int after) {
    return server.web().received().stream()
        .skip(after)
        .filter(it -> it.address().equals(address("https://idp.example/token")))
        .count();
  }

  @Test
  void aLoginThatIsRefusedEndsToo() {
    Map<String, String> query = begin();
    sign(query, Map.of("nonce", "another"));
    String state = query.get("state");

    assertThat(denied(end(state))).contains("[nonce_mismatch]");
    assertThat(records()).isEmpty();
    sign(query, Map.of());
    assertThat(denied(end(state))).contains("[state_unknown]");
  }

  @Test
  void aLoginIsOverAfterFiveMinutes() {
    begin();
    Map<String, String> late = begin();
    sign(late, Map.of());
    server.clock().advance(Duration.ofMinutes(5));

    assertThat(denied(end(late.get("state")))).contains("[state_unknown]");
    assertThat(records()).hasSize(2);
    server.clock().advance(ClockSkew.ALLOWED);
    server.get(MountMaintenance.class).maintain();
    assertThat(records()).isEmpty();
  }

  @Test
  void whatStillWaitsIsNotSwept() {
    begin();
    server.clock().advance(Duration.ofMinutes(5).minusSeconds(1));

    server.get(MountMaintenance.class).maintain();

    assertThat(records()).hasSize(1);
  }

  @Test
  void anotherClientCannotEndALogin() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    String state = query.get("state");

    assertThat(denied(server.read("", END, Map.of("state", state, "code", "c0de"))))
        .contains("[client_nonce_mismatch]");
    server.store().awaitCommits();
    assertThat(denied(end(state))).contains("[state_unknown]");
    assertThat(server.verifier().verifications()).isZero();
  }

  @Test
  void anAnswerOfAnotherProviderIsNotSentToThisOne() {
    Map<String, String> query = begin();
    sign(query, Map.of());
    int requests = server.web().received().size();
    Map<String, String> brought =
        new HashMap<>(Map.of("state", query.get("state"), "code", "c0de", "client_nonce", "mine"));

    brought.put("iss", "https://evil.example");
    assertThat(denied(server.read("", END, brought))).contains("[provider_mismatch]");
    assertThat(server.web().received()).hasSize(requests);
    server.store().awaitCommits();
    brought.put("iss", ISSUER);
    assertThat(denied(server.read("", END, brought))).contains("[state_unknown]");

    Map<String, String> next = begin();
    sign(next, Map.of());
    brought.put("state", next.get("state"));
    assertThat(clientToken(server.read("", END, brought))).isNotEmpty();
  }

  @Test
  void aLoginEndsWithTheClientAndTheProviderWithWhichItBegan() {
    Map<String, String> ofClient = begin();
    Map<String, Value> typed =
        beginDevice("{\"device_code\": \"d\", \"verification_uri\": \"https://idp.example/type\"}");
    sign(ofClient, Map.of());
    int requests = server.web().received().size();
    done(
        server.write(
            root, CONFIG, Map.of("oidc_discovery_url", ISSUER, "oidc_client_id", "client/2")));

    assertThat(denied(end(ofClient.get("state")))).contains("[provider_mismatch]");
    assertThat(
            denied(
                server.write(
                    "", POLL, Map.of("state", text(typed, "state"), "client_nonce", "mine"))))
        .contains("[provider_mismatch]");

    config(Map.of());
    role(Map.of("callback_mode", "client"));
    Map<String, String> ofProvider = begin();
    assertThat(
            ((Answer.Envelope)
                    server.write(
                        root,
                        CONFIG,
                        Map.of(
                            "oidc_discovery_url",
                            "https://new.example",
                            "oidc_client_id",
                            "client/1")))
                .warnings())
        .hasSize(1);
    assertThat(denied(end(ofProvider.get("state")))).contains("[provider_mismatch]");
    assertThat(tokenRequests(requests)).isZero();
    assertThat(records()).isEmpty();
  }

  @Test
  void aLoginOfOneMountDoesNotEndAtAnother() {
    done(server.write(root, "sys/auth/other", Map.of("type", "oidc")));
    done(
        server.write(
            root,
            "auth/other/config",
            Map.of("oidc_discovery_url", ISSUER, "oidc_client_id", "client/1")));
    Map<String, String> query = begin();
    sign(query, Map.of());

    assertThat(
            denied(
                server.read(
                    "",
                    "auth/other/oidc/callback",
                    Map.of("state", query.get("state"), "code", "c", "client_nonce", "mine"))))
        .contains("[state_unknown]");
    assertThat(clientToken(end(query.get("state")))).isNotEmpty();
  }
}
