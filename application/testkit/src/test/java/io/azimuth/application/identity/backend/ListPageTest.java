package io.azimuth.application.identity.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.azimuth.spi.api.Answer;
import io.azimuth.spi.api.RefusedException;
import io.azimuth.spi.api.Value;
import io.azimuth.spi.route.Fields;
import io.azimuth.testkit.Values;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class ListPageTest {

  private static ListPage page(Map<String, ?> sent) {
    return ListPage.of(
        Fields.of(List.of(ListPage.AFTER, ListPage.LIMIT), Values.of(sent), Map.of()));
  }

  private static void add(ListPage page, String... keys) {
    List.of(keys).forEach(key -> page.add(key, () -> Values.of(Map.of("of", key))));
  }

  private static Value data(ListPage page, String member) {
    return ((Answer.Envelope) page.answer()).data().orElseThrow().get(member).orElseThrow();
  }

  @Test
  void isInOrderWhateverOrderThingsComeIn() {
    ListPage page = page(Map.of());
    add(page, "c", "a", "b");

    assertThat(data(page, "keys")).isEqualTo(Value.of(List.of("a", "b", "c")));
    assertThat(data(page, "key_info"))
        .isEqualTo(
            Values.of(
                Map.of("a", Map.of("of", "a"), "b", Map.of("of", "b"), "c", Map.of("of", "c"))));
  }

  @Test
  void holdsTheFirstOnesBehindTheKeyThatWasNamed() {
    ListPage page = page(Map.of("after", "b", "limit", 2));
    add(page, "f", "b", "e", "a", "c", "d");

    assertThat(data(page, "keys")).isEqualTo(Value.of(List.of("c", "d")));
  }

  @Test
  void withoutAnythingIsNotFound() {
    ListPage page = page(Map.of("after", "b"));
    add(page, "a");

    assertThat(page.answer()).isInstanceOf(Answer.NotFound.class);
  }

  @Test
  void isNoLongerThanAnAnswerMayBe() {
    ListPage page = page(Map.of());
    IntStream.range(0, ListPage.MOST).forEach(i -> add(page, "k" + i));

    assertThatThrownBy(() -> add(page, "one more"))
        .asInstanceOf(InstanceOfAssertFactories.type(RefusedException.class))
        .extracting(refused -> refused.refusal().errors())
        .isEqualTo(List.of("there are more than 20,000: list them in pages, with after and limit"));

    ListPage limited = page(Map.of("limit", ListPage.MOST));
    IntStream.range(0, ListPage.MOST + 5).forEach(i -> add(limited, "k" + i));
    assertThat(data(limited, "keys")).isInstanceOf(Value.Items.class);
  }
}
