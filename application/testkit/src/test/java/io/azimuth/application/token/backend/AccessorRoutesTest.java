package io.azimuth.application.token.backend;

import static io.azimuth.testkit.TestServer.clientToken;
import static io.azimuth.testkit.TestServer.data;
import static io.azimuth.testkit.TestServer.done;
import static io.azimuth.testkit.TestServer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.Value;
import io.azimuth.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of the list of accessors. The whole list is in {@link TokenKindsTest}. */
class AccessorRoutesTest {

  private static final String PATH = "auth/token/accessors";

  private final TestServer server = new TestServer();
  private final String root = server.initialize();

  @Test
  void partsAreTheWholeListTogether() {
    create(7);
    List<String> parts = new ArrayList<>(list(Map.of("limit", 3)));
    assertThat(parts).hasSize(3);
    List<String> next = list(behind(parts));
    while (!next.isEmpty()) {
      assertThat(next).hasSizeLessThanOrEqualTo(3);
      parts.addAll(next);
      next = list(behind(parts));
    }

    assertThat(parts).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(list(Map.of()));
  }

  private static Map<String, ?> behind(List<String> parts) {
    return Map.of("after", parts.get(parts.size() - 1), "limit", 3);
  }

  @Test
  void aPartBeginsBehindATokenAlsoWhenThatIsGone() {
    create(4);
    List<String> all = list(Map.of("limit", 100));
    String first = all.get(0).equals(ofRoot()) ? all.get(1) : all.get(0);
    List<String> rest = all.subList(all.indexOf(first) + 1, all.size());
    assertThat(list(Map.of("after", first))).isEqualTo(rest);

    done(server.write(root, "auth/token/revoke-accessor", Map.of("accessor", first)));

    assertThat(list(Map.of())).doesNotContain(first);
    assertThat(list(Map.of("after", first))).isEqualTo(rest);
  }

  private String ofRoot() {
    return ((Value.Text) data(server.read(root, "auth/token/lookup-self")).get("accessor")).text();
  }

  @Test
  void aPartReadsNoMoreOfTheStoreThanItNeeds() {
    create(401); // the store is read in pages of 200
    AtomicInteger pages = new AtomicInteger();
    server.retryOn(
        task -> {
          pages.incrementAndGet();
          task.run();
        });

    assertThat(list(Map.of("limit", 10))).hasSize(10);

    assertThat(pages).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({"after, a-b, after is not an accessor", "limit, 40001, 'limit is at most 40,000'"})
  void aPartThatCannotBeIsRefused(String field, String value, String sentence) {
    assertThat(refusal(server.list(root, PATH, Map.of(field, value))).errors())
        .containsExactly(sentence);
  }

  private void create(int tokens) {
    IntStream.range(0, tokens)
        .forEach(i -> clientToken(server.write(root, "auth/token/create", Map.of())));
  }

  private List<String> list(Map<String, ?> part) {
    Answer answer = server.list(root, PATH, part);
    return answer instanceof Answer.NotFound
        ? List.of()
        : ((Value.Items) data(answer).get("keys"))
            .values().stream().map(key -> ((Value.Text) key).text()).toList();
  }
}
