package io.azimuth.application.cubbyhole;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.application.sweep.Sweeper;
import io.azimuth.domain.error.ErrorCategory;
import io.azimuth.domain.time.ClockSkew;
import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import io.azimuth.testkit.Values;
import java.time.Duration;
import java.util.ArrayList;
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
  void anEntryThatIsTooLargeIsRefused() {
    Answer refused = server.write(root, A, Map.of("x", "y".repeat(1_200_000)));

    assertThat(refusal(refused).category()).isEqualTo(ErrorCategory.TOO_LARGE);
    assertNothing(server.read(root, A));
  }

  @Test
  void whatARevokedTokenKeptIsSwept() {
    String token = token(Map.of());
    String other = token(Map.of());
    server.write(token, A, Map.of("x", "y"));
    server.write(other, A, Map.of("x", "y"));
    done(server.write(token, "auth/token/revoke-self", Map.of()));

    sweep();

    assertThat(kept()).hasSize(2); // the entry, and how much it is
    assertThat(data(server.read(other, A))).containsEntry("x", Value.of("y"));
  }

  @Test
  void whatATokenKeptThatRunsOutIsSwept() {
    String token = token(Map.of("ttl", "1h"));
    for (int n = 0; n < 45; n++) {
      done(server.write(token, "cubbyhole/" + n, Map.of("x", "y")));
    }
    server.clock().advance(Duration.ofHours(1).plus(ClockSkew.ALLOWED).minusNanos(1));
    sweep();
    assertThat(kept()).hasSize(46); // and how much they are

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
    assertThat(kept()).hasSize(2);
    assertThat(data(server.read(again, A))).containsEntry("x", Value.of("z"));
  }

  @Test
  void itHasAThousandEntriesAndNoMore() {
    String token = token(Map.of());
    for (int n = 0; n < 1_000; n++) {
      done(server.write(token, "cubbyhole/" + n, Map.of("x", "y")));
    }

    assertFull(server.write(token, "cubbyhole/more", Map.of("x", "y")));

    done(server.write(token, "cubbyhole/7", Map.of("x", "z"))); // changed
    done(server.write(token(Map.of()), "cubbyhole/more", Map.of("x", "y")));
    done(server.delete(token, "cubbyhole/none"));
    assertFull(server.write(token, "cubbyhole/more", Map.of("x", "y")));
    done(server.delete(token, "cubbyhole/7"));
    done(server.write(token, "cubbyhole/more", Map.of("x", "y")));
    assertFull(server.write(token, "cubbyhole/7", Map.of("x", "y")));
  }

  @Test
  void itHasFourMebibytesAndNoMore() {
    String token = token(Map.of());
    for (String path : List.of("a", "b", "c", "d")) {
      done(server.write(token, "cubbyhole/" + path, Map.of("x", "y".repeat(1_000_000))));
    }
    int left = (4 << 20) - 4 * (1_000_000 + 9) - 9; // each with {"x":""} and its path

    assertFull(server.write(token, "cubbyhole/e", Map.of("x", "y".repeat(left + 1))));
    done(server.write(token, "cubbyhole/e", Map.of("x", "y".repeat(left))));
    assertFull(server.write(token, "cubbyhole/f", Map.of("x", "y")));
    assertFull(server.write(token, "cubbyhole/e", Map.of("x", "y".repeat(left + 1))));
    assertFull(server.write(token, "cubbyhole/e", Map.of("x", "é".repeat(left / 6 + 1))));
    done(server.write(token, "cubbyhole/a", Map.of("x", "y")));
    done(server.write(token, "cubbyhole/e", Map.of("x", "y".repeat(left + 1))));
  }

  @Test
  void whatAnOlderVersionKeptCounts() {
    String token = token(Map.of());
    done(server.write(token, "cubbyhole/first", Map.of("x", "y")));
    String use = kept().get(0);
    server
        .store()
        .change(
            work -> {
              work.storage(uuid()).delete(use);
              for (int n = 0; n < 998; n++) {
                work.storage(uuid()).put(use + "/old" + n, Values.of(Map.of("x", "y")));
              }
            });

    done(server.delete(token, "cubbyhole/first")); // still without a count
    done(server.write(token, "cubbyhole/first", Map.of("x", "y")));
    done(server.write(token, "cubbyhole/second", Map.of("x", "y")));

    assertFull(server.write(token, "cubbyhole/third", Map.of("x", "y")));
    assertThat(kept()).hasSize(1_001);
  }

  @Test
  void anOlderCubbyholeThatIsTooLargeIsReadAndEmptied() {
    String token = token(Map.of());
    done(server.write(token, "cubbyhole/first", Map.of("x", "y")));
    String use = kept().get(0);
    server.store().change(work -> work.storage(uuid()).delete(use));
    for (int part = 0; part < 2; part++) {
      int first = part * 600;
      server
          .store()
          .change(
              work -> {
                for (int n = first; n < first + 600; n++) {
                  work.storage(uuid()).put(use + "/old" + n, Values.of(Map.of("x", "y")));
                }
              });
    }

    assertFull(server.write(token, "cubbyhole/second", Map.of("x", "y")));
    assertThat(data(server.read(token, "cubbyhole/old7"))).containsEntry("x", Value.of("y"));
    for (int n = 0; n < 201; n++) {
      done(server.delete(token, "cubbyhole/old" + n));
    }
    assertFull(server.write(token, "cubbyhole/second", Map.of("x", "y")));
    done(server.delete(token, "cubbyhole/first"));
    done(server.write(token, "cubbyhole/second", Map.of("x", "y")));
  }

  @Test
  void ofTwoWritesAtOnceOneCountsForTheOther() {
    String token = token(Map.of());
    for (int n = 0; n < 999; n++) {
      done(server.write(token, "cubbyhole/" + n, Map.of("x", "y")));
    }
    List<Answer> first = new ArrayList<>();
    server
        .store()
        .beforeNextCommit(
            () -> first.add(server.write(token, "cubbyhole/first", Map.of("x", "y"))));

    assertFull(server.write(token, "cubbyhole/second", Map.of("x", "y")));

    done(first.get(0));
    assertThat(kept()).hasSize(1_001);
  }

  @Test
  void anEmptiedOneLeavesNothing() {
    String token = token(Map.of());
    done(server.write(token, A, Map.of("x", "y")));
    done(server.write(token, "cubbyhole/b", Map.of("x", "y")));
    done(server.delete(token, A));
    assertThat(kept()).hasSize(2);

    done(server.delete(token, "cubbyhole/b"));

    assertThat(kept()).isEmpty();
  }

  private static void assertFull(Answer answer) {
    assertThat(refusal(answer).category()).isEqualTo(ErrorCategory.INVALID_REQUEST);
    assertThat(refusal(answer).errors())
        .containsExactly(
            "the cubbyhole of a token has at most 1,000 entries and 4 MiB: delete what is no"
                + " longer needed");
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
    return server.store().begin().storage(uuid()).list("");
  }

  private String uuid() {
    Value uuid = data(server.read(root, "sys/mounts/cubbyhole")).get("uuid");
    return ((Value.Text) uuid).text();
  }

  private static void assertNothing(Answer answer) {
    assertThat(answer).isEqualTo(new Answer.NotFound());
  }
}
