package io.azimuth.application.cubbyhole;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.sweep.Sweeper;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The private secrets of tokens. */
class CubbyholeTest {

  private static final String A = "cubbyhole/a";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void eachTokenHasItsOwn() {
    String one = token(Map.of());
    String other = token(Map.of());
    done(server.write(one, A, Map.of("of", "one")));
    done(server.write(other, A, Map.of("of", "other")));

    assertThat(data(server.read(one, A))).containsEntry("of", Value.of("one"));
    assertThat(data(server.read(other, A))).containsEntry("of", Value.of("other"));
    assertNothing(server.read(root, A));
    done(server.delete(one, A));
    assertNothing(server.read(one, A));
    assertThat(data(server.read(other, A))).containsEntry("of", Value.of("other"));
  }

  @Test
  void itIsListedLikeFolders() {
    String token = token(Map.of());
    for (String path : List.of("b", "a/x", "a/y")) {
      done(server.write(token, "cubbyhole/" + path, Map.of("x", "y")));
    }

    assertThat(data(server.list(token, "cubbyhole")))
        .containsEntry("keys", Value.of(List.of("a/", "b")));
    assertThat(data(server.list(token, "cubbyhole/a")))
        .containsEntry("keys", Value.of(List.of("x", "y")));
    assertNothing(server.list(root, "cubbyhole"));
  }

  @Test
  void aBatchTokenHasNone() {
    String batch = token(Map.of("type", "batch"));
    for (Answer answer :
        List.of(
            server.read(batch, A),
            server.write(batch, A, Map.of("x", "y")),
            server.delete(batch, A),
            server.list(batch, "cubbyhole"))) {
      assertThat(refusal(answer).errors())
          .containsExactly("cubbyhole operations are only supported by 'service' type tokens");
    }
  }

  @Test
  void somethingMustBeSent() {
    assertThat(refusal(server.write(root, A, Map.of())).errors())
        .containsExactly("missing data fields");
    done(server.write(root, "cubbyhole/" + "x".repeat(400), Map.of("x", "y")));
    assertThat(
            refusal(server.write(root, "cubbyhole/" + "x".repeat(401), Map.of("x", "y"))).errors())
        .containsExactly("the path of a secret has at most 400 bytes");
  }

  @Test
  void whatARevokedTokenKeptIsSwept() {
    String token = token(Map.of());
    String other = token(Map.of());
    server.write(token, A, Map.of("x", "y"));
    server.write(other, A, Map.of("x", "y"));
    done(server.write(token, "auth/token/revoke-self", Map.of()));

    sweep();

    assertThat(kept()).hasSize(1);
    assertThat(data(server.read(other, A))).containsEntry("x", Value.of("y"));
  }

  @Test
  void whatATokenKeptThatRunsOutIsSwept() {
    String token = token(Map.of("ttl", "1h"));
    for (int n = 0; n < 45; n++) {
      done(server.write(token, "cubbyhole/" + n, Map.of("x", "y")));
    }
    server.clock().advance(Duration.ofHours(1).minusNanos(1));
    sweep();
    assertThat(kept()).hasSize(45);

    server.clock().advance(Duration.ofNanos(1));
    sweep();

    assertThat(kept()).isEmpty();
  }

  @Test
  void aTokenMadeAnewFindsNothingOfTheFirst() {
    Map<String, ?> chosen = Map.of("id", "my-own-id");
    String first = token(chosen);
    done(server.write(first, A, Map.of("x", "y")));
    done(server.write(first, "auth/token/revoke-self", Map.of()));
    server.clock().advance(Duration.ofSeconds(1));

    String again = token(chosen);

    assertThat(again).isEqualTo(first);
    assertNothing(server.read(again, A));
    done(server.write(again, A, Map.of("x", "z")));
    sweep();
    assertThat(kept()).hasSize(1);
    assertThat(data(server.read(again, A))).containsEntry("x", Value.of("z"));
  }

  private String token(Map<String, ?> parameters) {
    return clientToken(server.write(root, "auth/token/create", parameters(parameters)));
  }

  private static Map<String, ?> parameters(Map<String, ?> some) {
    Map<String, Object> all = new HashMap<>(some);
    all.put("policies", "default");
    return all;
  }

  private void sweep() {
    server.get(Sweeper.class).run();
  }

  private List<String> kept() {
    Value uuid = data(server.read(root, "sys/mounts/cubbyhole")).get("uuid");
    return server.store().begin().storage(((Value.Text) uuid).text()).list("");
  }

  private static void assertNothing(Answer answer) {
    assertThat(answer).isEqualTo(new Answer.NotFound());
  }
}
